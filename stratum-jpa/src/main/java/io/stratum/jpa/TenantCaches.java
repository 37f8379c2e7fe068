package io.stratum.jpa;

import java.util.function.Consumer;

import io.stratum.tenant.TenantId;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Takes what belongs to a tenant out of Hibernate's second-level and query cache.
 *
 * <p>
 * What is cached is keyed by tenant. {@code Cache.evict(type, id)} of JPA builds its key
 * without one and so misses: use this instead wherever rows of tenants change past
 * Hibernate.
 */
public final class TenantCaches {

	private final SessionFactoryImplementor factory;

	private final TenantModel model;

	/**
	 * Creates the way into the caches.
	 * @param entities whose caches are meant
	 * @param model which entities tenants own
	 */
	public TenantCaches(EntityManagerFactory entities, TenantModel model) {
		this.factory = entities.unwrap(SessionFactoryImplementor.class);
		this.model = model;
	}

	/**
	 * Takes one entity out, its collections, and all results of queries.
	 * @param tenant the tenant whose entity it is
	 * @param type its type
	 * @param id its identifier
	 * @throws IllegalArgumentException if the type is no entity
	 */
	public void evict(TenantId tenant, Class<?> type, Object id) {
		EntityPersister entity = metamodel().findEntityDescriptor(type);
		if (entity == null) {
			throw new IllegalArgumentException("'" + type.getName() + "' is no entity.");
		}
		EntityDataAccess cached = entity.getCacheAccessStrategy();
		if (cached != null) {
			cached.evict(cached.generateCacheKey(id, entity, this.factory, tenant.toString()));
		}
		evictRegion(entity.getNaturalIdCacheAccessStrategy());
		metamodel().forEachCollectionDescriptor((collection) -> evict(tenant, entity, collection, id));
		this.factory.getCache().evictQueryRegions();
	}

	/**
	 * Takes everything of a tenant out, such as before its rows move to another place.
	 * <p>
	 * A cache cannot list the keys of one tenant, so entities of other tenants are taken
	 * out too and are read from the database once more. Entities that tenants do not own
	 * stay.
	 * @param tenant the tenant
	 */
	public void evictAll(TenantId tenant) {
		metamodel().forEachEntityDescriptor(whenOwned((entity) -> {
			evictRegion(entity.getCacheAccessStrategy());
			evictRegion(entity.getNaturalIdCacheAccessStrategy());
		}));
		metamodel().forEachCollectionDescriptor(
				(collection) -> whenOwned((owner) -> evictRegion(collection.getCacheAccessStrategy()))
					.accept(collection.getOwnerEntityPersister()));
		this.factory.getCache().evictQueryRegions();
	}

	private void evict(TenantId tenant, EntityPersister owner, CollectionPersister collection, Object id) {
		CollectionDataAccess cached = collection.getCacheAccessStrategy();
		boolean owns = collection.getOwnerEntityPersister().getMappedClass().isAssignableFrom(owner.getMappedClass());
		if (cached != null && owns) {
			cached.evict(cached.generateCacheKey(id, collection, this.factory, tenant.toString()));
		}
	}

	private static void evictRegion(@Nullable CachedDomainDataAccess cached) {
		if (cached != null) {
			cached.evictAll();
		}
	}

	private Consumer<EntityPersister> whenOwned(Consumer<EntityPersister> action) {
		return (entity) -> {
			if (this.model.isTenantOwned(entity.getMappedClass())) {
				action.accept(entity);
			}
		};
	}

	private MappingMetamodel metamodel() {
		return this.factory.getMappingMetamodel();
	}

}
