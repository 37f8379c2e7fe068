package io.stratum.test;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * The connections and entities of an application, once for each guard.
 */
final class GuardedEntities implements AutoCloseable {

	// Whoever asks, a context knows what is bound to the running thread.
	private final TenantContext context = new TenantContext();

	private final EntityManagerFactory application;

	private final Map<Guard, TenantDataSource> dataSources = new EnumMap<>(Guard.class);

	private final Map<Guard, EntityManagerFactory> entities = new EnumMap<>(Guard.class);

	GuardedEntities(EntityManagerFactory application) {
		this.application = application;
	}

	void add(Guard guard, TenantDataSource dataSource) {
		this.dataSources.put(guard, dataSource);
		this.entities.put(guard, RewiredEntities.of(this.application, connections(dataSource), resolver(guard)));
	}

	private TenantConnectionProvider connections(TenantDataSource dataSource) {
		return new TenantConnectionProvider(dataSource, this.context);
	}

	private CurrentTenantIdentifierResolver<UUID> resolver(Guard guard) {
		TenantIdentifierResolver filtering = new TenantIdentifierResolver(this.context);
		return (guard == Guard.HIBERNATE) ? filtering : new UnfilteredResolver(filtering);
	}

	/**
	 * Maps the entities with a cache, behind row-level security, which no cache asks.
	 */
	EntityManagerFactory cached() {
		return RewiredEntities.of(this.application, connections(dataSource(Guard.ROW_LEVEL_SECURITY)),
				resolver(Guard.ROW_LEVEL_SECURITY), RewiredEntities.cached());
	}

	Set<Guard> guards() {
		return this.entities.keySet();
	}

	TenantDataSource dataSource(Guard guard) {
		return Objects.requireNonNull(this.dataSources.get(guard));
	}

	EntityManagerFactory entities(Guard guard) {
		return Objects.requireNonNull(this.entities.get(guard));
	}

	@Override
	public void close() {
		this.entities.values().forEach(EntityManagerFactory::close);
	}

}
