package io.stratum.test;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.cfg.StatisticsSettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/**
 * Maps the entities of an application once more, on other connections.
 */
final class RewiredEntities {

	private RewiredEntities() {
	}

	static EntityManagerFactory of(EntityManagerFactory application, MultiTenantConnectionProvider<UUID> connections,
			CurrentTenantIdentifierResolver<UUID> resolver) {
		return of(application, connections, resolver, Map.of());
	}

	/**
	 * Settings of a second-level and query cache that takes whatever it is offered.
	 */
	static Map<String, Object> cached() {
		return Map.of(CacheSettings.CACHE_REGION_FACTORY, new CacheInMaps(), CacheSettings.USE_SECOND_LEVEL_CACHE, true,
				CacheSettings.USE_QUERY_CACHE, true, CacheSettings.JAKARTA_SHARED_CACHE_MODE, SharedCacheMode.ALL,
				StatisticsSettings.GENERATE_STATISTICS, true);
	}

	static EntityManagerFactory of(EntityManagerFactory application, MultiTenantConnectionProvider<UUID> connections,
			CurrentTenantIdentifierResolver<UUID> resolver, Map<String, Object> more) {
		if (!(application instanceof EntityManagerFactoryInfo info)) {
			throw new IllegalArgumentException(
					"The contract needs an entity manager factory that Spring made, to learn what it maps.");
		}
		PersistenceProvider provider = Objects.requireNonNull(info.getPersistenceProvider());
		PersistenceUnitInfo unit = Objects.requireNonNull(info.getPersistenceUnitInfo());
		Map<String, Object> settings = new HashMap<>(application.getProperties());
		settings.put(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER, connections);
		settings.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, resolver);
		// The tables are there; making them again would take the rows away.
		settings.put(SchemaToolingSettings.HBM2DDL_AUTO, "none");
		settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "none");
		settings.putAll(more);
		return provider.createContainerEntityManagerFactory(unit, settings);
	}

}
