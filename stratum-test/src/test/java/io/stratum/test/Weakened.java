package io.stratum.test;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The setup of a desk, for someone to take a part of its wiring away.
 */
class Weakened implements IsolationSetup {

	private final InvoiceDesk desk;

	private final IsolationSetup whole;

	private final String sql;

	private final Backends backends;

	Weakened(InvoiceDesk desk) {
		this(desk, IsolationStrategy.SHARED, "");
	}

	Weakened(InvoiceDesk desk, IsolationStrategy strategy, String sql) {
		this.desk = desk;
		this.whole = desk.isolation(strategy);
		this.sql = sql;
		this.backends = new Backends(desk.database);
	}

	/** Leads every tenant to the place of Globex. */
	static Weakened withoutPlaces(InvoiceDesk desk, IsolationStrategy strategy) {
		return new Weakened(desk, strategy, "") {

			@Override
			public DataSource dataSource(Guard guard) {
				return super.dataSource((guard == Guard.PLACEMENT) ? Guard.HIBERNATE : guard);
			}

		};
	}

	@Override
	public Set<Guard> guards() {
		return this.whole.guards();
	}

	@Override
	public TwoTenants newTenants() {
		TwoTenants tenants = this.whole.newTenants();
		if (!this.sql.isEmpty()) {
			JdbcClient.create(owner(tenants.globex())).sql(this.sql).update();
		}
		return tenants;
	}

	@Override
	public EntityManagerFactory entities(Guard guard) {
		return RewiredEntities.of(this.desk.entities, connections(guard), resolver(guard));
	}

	@Override
	public EntityManagerFactory cachedEntities() {
		return this.whole.cachedEntities();
	}

	@Override
	public DataSource dataSource(Guard guard) {
		return this.whole.dataSource(guard);
	}

	@Override
	public DataSource pooled(Guard guard) {
		return this.whole.pooled(guard);
	}

	@Override
	public DataSource owner(Tenant tenant) {
		return this.whole.owner(tenant);
	}

	@Override
	public void close() {
		this.backends.close();
		this.whole.close();
	}

	/** Entities with a cache and one more setting. */
	EntityManagerFactory withSetting(String name, Object value) {
		Map<String, Object> settings = new HashMap<>(RewiredEntities.cached());
		settings.put(name, value);
		return RewiredEntities.of(this.desk.entities, connections(Guard.ROW_LEVEL_SECURITY),
				resolver(Guard.ROW_LEVEL_SECURITY), settings);
	}

	MultiTenantConnectionProvider<UUID> connections(Guard guard) {
		return new TenantConnectionProvider((TenantDataSource) dataSource(guard), this.desk.context);
	}

	CurrentTenantIdentifierResolver<UUID> resolver(Guard guard) {
		TenantIdentifierResolver resolver = new TenantIdentifierResolver(this.desk.context);
		return (guard == Guard.HIBERNATE) ? resolver : new UnfilteredResolver(resolver);
	}

	/** Connections as the pool gives them. */
	DataSource pool(Guard guard) {
		return this.desk.database.behind(guard);
	}

	/** One connection for everybody, as a pooler gives it. */
	DataSource backend(Guard guard) {
		return this.backends.of(guard);
	}

	/** Whoever is bound to the thread. */
	Tenant bound() {
		return this.desk.context.required();
	}

	/** Whoever is bound to the thread, or somebody else if nobody is. */
	Tenant boundOr(Tenant fallback) {
		return this.desk.context.current().orElse(fallback);
	}

}
