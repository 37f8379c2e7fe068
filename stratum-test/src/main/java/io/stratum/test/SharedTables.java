package io.stratum.test;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManagerFactory;

/**
 * Tenants in shared tables, with one of their two guards taken away.
 */
final class SharedTables implements IsolationSetup {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private final TestDatabase database;

	private final Tenants tenants;

	private final Map<Guard, DataSource> dataSources = new EnumMap<>(Guard.class);

	private final Map<Guard, EntityManagerFactory> entities = new EnumMap<>(Guard.class);

	SharedTables(TestDatabase database, Tenants tenants, EntityManagerFactory application,
			TenantDataSource dataSource) {
		this.database = database;
		this.tenants = tenants;
		// Whoever asks, a context knows what is bound to the running thread.
		TenantContext context = new TenantContext();
		TenantDataSource unguarded = new TenantDataSource(database.unguarded(), context);
		TenantIdentifierResolver resolver = new TenantIdentifierResolver(context);
		this.dataSources.put(Guard.DATABASE, dataSource);
		this.dataSources.put(Guard.HIBERNATE, unguarded);
		this.entities.put(Guard.DATABASE, RewiredEntities.of(application,
				new TenantConnectionProvider(dataSource, context), new UnfilteredResolver(resolver)));
		this.entities.put(Guard.HIBERNATE,
				RewiredEntities.of(application, new TenantConnectionProvider(unguarded, context), resolver));
	}

	@Override
	public TwoTenants newTenants() {
		return TwoTenants.create(this.tenants, "isolation_" + COUNTER.incrementAndGet());
	}

	@Override
	public EntityManagerFactory entities(Guard guard) {
		return Objects.requireNonNull(this.entities.get(guard));
	}

	@Override
	public DataSource dataSource(Guard guard) {
		return Objects.requireNonNull(this.dataSources.get(guard));
	}

	@Override
	public DataSource owner(Tenant tenant) {
		return this.database.owner();
	}

	@Override
	public void close() {
		this.entities.values().forEach(EntityManagerFactory::close);
	}

}
