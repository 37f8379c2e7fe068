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
		TenantIdentifierResolver filtering = new TenantIdentifierResolver(this.context);
		CurrentTenantIdentifierResolver<UUID> resolver = (guard == Guard.HIBERNATE) ? filtering
				: new UnfilteredResolver(filtering);
		this.dataSources.put(guard, dataSource);
		this.entities.put(guard,
				RewiredEntities.of(this.application, new TenantConnectionProvider(dataSource, this.context), resolver));
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
