package io.stratum.test;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.PlacedConnections;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tenants in schemas or databases of their own, with two of their three guards taken
 * away.
 *
 * <p>
 * Where the place is not what guards, both tenants are led to that of Globex.
 */
final class OwnPlaces implements IsolationSetup {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final int CONNECTIONS = 20;

	private static final String EMPTY_TABLES = """
			do $$ declare tables text;
			begin
				select string_agg(format('%I', c.relname), ', ')
				into tables
				from pg_class c
				-- Whatever the column of the tenant is called.
				join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant_isolation_read'
				where c.relnamespace = current_schema()::regnamespace
				and c.relkind in ('r', 'p');
				execute 'truncate table ' || tables || ' cascade';
			end $$
			""";

	private final IsolationStrategy strategy;

	private final TestDatabase database;

	private final Tenants tenants;

	private final Placements placements;

	private final GuardedEntities guarded;

	private final Backends backends;

	private final @Nullable ApplicationContext application;

	private final Map<Guard, TenantPools> pools = new EnumMap<>(Guard.class);

	private final Map<Placement, HikariDataSource> owners = new HashMap<>();

	private @Nullable TwoTenants cast;

	OwnPlaces(IsolationStrategy strategy, TestDatabase database, Tenants tenants, Placements placements,
			EntityManagerFactory entities, @Nullable ApplicationContext application) {
		this.strategy = strategy;
		this.database = database;
		this.tenants = tenants;
		this.placements = placements;
		this.backends = new Backends(database);
		this.guarded = new GuardedEntities(entities);
		this.application = application;
		for (Guard guard : Guard.values()) {
			this.pools.put(guard, new TenantPools((name) -> server(name, guard), PoolLimits.defaults(),
					BindingOptions.defaults().searchPathTail()));
			this.guarded.add(guard, routed(guard, database.behind(guard), pools(guard)));
		}
	}

	private @Nullable TenantServer server(String name, Guard guard) {
		return Placement.HOME.equals(name)
				? new TenantServer(name, this.database.url(), this.database.login(guard), () -> "", CONNECTIONS) : null;
	}

	private TenantDataSource routed(Guard guard, DataSource home, PlacedConnections pools) {
		return new TenantDataSource(home, new TenantContext(), (tenant) -> place(guard, tenant), pools,
				BindingOptions.defaults());
	}

	private Placement place(Guard guard, Tenant tenant) {
		return place((guard == Guard.PLACEMENT) ? tenant : cast().globex());
	}

	private Placement place(Tenant tenant) {
		Placement place = this.placements.of(tenant);
		if (!Placement.HOME.equals(place.server())) {
			throw new IllegalStateException("The tenant '" + tenant.slug() + "' is on the server '" + place.server()
					+ "'. The contract looks at places on the server of the test only.");
		}
		return place;
	}

	private TenantPools pools(Guard guard) {
		return Objects.requireNonNull(this.pools.get(guard));
	}

	private TwoTenants cast() {
		return Objects.requireNonNull(this.cast, "There are no tenants yet.");
	}

	@Override
	public Set<Guard> guards() {
		return this.guarded.guards();
	}

	/**
	 * Gives the same tenants each time: to make places takes longer than to empty them.
	 */
	@Override
	public TwoTenants newTenants() {
		if (this.cast == null) {
			this.cast = TwoTenants.create(this.tenants, "isolation_place_" + COUNTER.incrementAndGet(), this.strategy);
		}
		empty(this.cast.acme());
		empty(this.cast.globex());
		return this.cast;
	}

	private void empty(Tenant tenant) {
		JdbcClient.create(owner(tenant)).sql(EMPTY_TABLES).update();
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

	/**
	 * Lends one backend to tenants in schemas; no backend serves two databases.
	 */
	@Override
	public DataSource pooled(Guard guard) {
		return (this.strategy == IsolationStrategy.DATABASE) ? dataSource(guard)
				: routed(guard, this.backends.of(guard), PlacedConnections.none());
	}

	@Override
	public DataSource owner(Tenant tenant) {
		return this.owners.computeIfAbsent(place(tenant), this.database::ownerOf);
	}

	@Override
	public Optional<ApplicationContext> application() {
		return Optional.ofNullable(this.application);
	}

	@Override
	public void close() {
		this.backends.close();
		this.guarded.close();
		this.pools.values().forEach(TenantPools::close);
		this.owners.values().forEach(HikariDataSource::close);
	}

}
