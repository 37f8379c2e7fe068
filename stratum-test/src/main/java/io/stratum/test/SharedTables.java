package io.stratum.test;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Tenants in shared tables, with one of their two guards taken away.
 */
final class SharedTables implements IsolationSetup {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private final TestDatabase database;

	private final Tenants tenants;

	private final GuardedEntities guarded;

	private final Backends backends;

	private final @Nullable ApplicationContext application;

	SharedTables(TestDatabase database, Tenants tenants, EntityManagerFactory entities, TenantDataSource dataSource,
			@Nullable ApplicationContext application) {
		this.database = database;
		this.tenants = tenants;
		this.backends = new Backends(database);
		this.guarded = new GuardedEntities(entities);
		this.application = application;
		this.guarded.add(Guard.ROW_LEVEL_SECURITY, dataSource);
		this.guarded.add(Guard.HIBERNATE, new TenantDataSource(database.unguarded(), new TenantContext()));
	}

	@Override
	public Set<Guard> guards() {
		return this.guarded.guards();
	}

	@Override
	public TwoTenants newTenants() {
		return TwoTenants.create(this.tenants, "isolation_" + COUNTER.incrementAndGet());
	}

	@Override
	public EntityManagerFactory entities(Guard guard) {
		return this.guarded.entities(guard);
	}

	@Override
	public EntityManagerFactory cachedEntities() {
		return this.guarded.cached();
	}

	@Override
	public DataSource dataSource(Guard guard) {
		return this.guarded.dataSource(guard);
	}

	@Override
	public DataSource pooled(Guard guard) {
		return new TenantDataSource(this.backends.of(guard), new TenantContext());
	}

	@Override
	public DataSource owner(Tenant tenant) {
		return this.database.owner();
	}

	@Override
	public Optional<ApplicationContext> application() {
		return Optional.ofNullable(this.application);
	}

	@Override
	public void close() {
		this.backends.close();
		this.guarded.close();
	}

}
