package io.stratum.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hibernate.boot.registry.selector.spi.StrategySelector;
import org.hibernate.boot.spi.SessionFactoryOptions;
import org.hibernate.cache.cfg.spi.DomainDataRegionBuildingContext;
import org.hibernate.cache.cfg.spi.DomainDataRegionConfig;
import org.hibernate.cache.internal.DefaultCacheKeysFactory;
import org.hibernate.cache.spi.CacheKeysFactory;
import org.hibernate.cache.spi.support.DomainDataStorageAccess;
import org.hibernate.cache.spi.support.RegionFactoryTemplate;
import org.hibernate.cache.spi.support.StorageAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A second-level and query cache that forgets nothing, with the keys of the application.
 */
final class CacheInMaps extends RegionFactoryTemplate {

	/** What the caches of others read; {@code simple} leaves the tenant out. */
	static final String KEYS_FACTORY = "hibernate.cache.keys_factory";

	private CacheKeysFactory keys = DefaultCacheKeysFactory.INSTANCE;

	@Override
	protected void prepareForUse(SessionFactoryOptions settings, Map<String, Object> configuration) {
		this.keys = settings.getServiceRegistry()
			.requireService(StrategySelector.class)
			.resolveDefaultableStrategy(CacheKeysFactory.class, configuration.get(KEYS_FACTORY),
					DefaultCacheKeysFactory.INSTANCE);
	}

	@Override
	protected CacheKeysFactory getImplicitCacheKeysFactory() {
		return this.keys;
	}

	@Override
	protected void releaseFromUse() {
	}

	@Override
	protected DomainDataStorageAccess createDomainDataStorageAccess(DomainDataRegionConfig region,
			DomainDataRegionBuildingContext context) {
		return new InMap();
	}

	@Override
	protected StorageAccess createQueryResultsRegionStorageAccess(String name, SessionFactoryImplementor factory) {
		return new InMap();
	}

	@Override
	protected StorageAccess createTimestampsRegionStorageAccess(String name, SessionFactoryImplementor factory) {
		return new InMap();
	}

	private static final class InMap implements DomainDataStorageAccess {

		private final Map<Object, Object> values = new ConcurrentHashMap<>();

		@Override
		public @Nullable Object getFromCache(Object key, SharedSessionContractImplementor session) {
			return this.values.get(key);
		}

		@Override
		public void putIntoCache(Object key, Object value, SharedSessionContractImplementor session) {
			this.values.put(key, value);
		}

		@Override
		public boolean contains(Object key) {
			return this.values.containsKey(key);
		}

		@Override
		public void evictData() {
			this.values.clear();
		}

		@Override
		public void evictData(Object key) {
			this.values.remove(key);
		}

		@Override
		public void release() {
			this.values.clear();
		}

	}

}
