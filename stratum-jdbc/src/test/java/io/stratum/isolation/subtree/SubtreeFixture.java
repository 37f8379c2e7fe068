package io.stratum.isolation.subtree;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.Journal;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.SubtreeRead;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.TransactionSuspension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with the engine, the cast, and orders under the generated policies.
 */
final class SubtreeFixture implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private static final RoleNames ROLES = EmbeddedDatabase.ROLES;

	private static final String ORDERS = """
			create table %s (
				tenant_id uuid not null,
				id uuid not null default gen_random_uuid(),
				item text not null,
				primary key (tenant_id, id)
			)
			""";

	private final String name = "subtree_" + COUNTER.incrementAndGet();

	private final Map<TenantId, Placement> placements = new ConcurrentHashMap<>();

	final HikariDataSource owner;

	private final HikariDataSource platform;

	private final HikariDataSource application;

	private final TenantPools pools;

	final EngineDatabase engine;

	final ChangeFeed feed;

	final TenantContext context = new TenantContext(new TransactionSuspension(this::transactions));

	final Tenants tenants;

	final TenantDataSource dataSource;

	final JdbcClient sql;

	final TransactionTemplate transaction;

	final Tenant acme;

	final Tenant acmeEmea;

	final Tenant acmeEmeaSales;

	final Tenant globex;

	SubtreeFixture() {
		Server.createDatabase(this.name);
		this.owner = pool(this.name, ROLES.owner(), 3);
		this.platform = pool(this.name, ROLES.platform(), 8);
		this.application = pool(this.name, ROLES.application(), 8);
		EngineSchema.migrate(this.owner, ROLES.platform(), ROLES.application());
		createOrders(this.owner, "public");
		this.engine = new EngineDatabase(this.platform);
		this.feed = new ChangeFeed(this.platform, Duration.ofMinutes(1));
		Journal journal = new Journal(this.engine, this.feed, this.context::caller, Clock.systemUTC());
		this.tenants = new Tenants(this.engine, this.feed, journal, this.context);
		this.pools = new TenantPools(this::server, PoolLimits.defaults(), List.of("public"));
		this.dataSource = new TenantDataSource(this.application, this.context,
				(tenant) -> this.placements.getOrDefault(tenant.id(), Placement.shared()), this.pools,
				BindingOptions.defaults());
		this.sql = JdbcClient.create(this.dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		this.acme = this.tenants.create(NewTenant.root("acme", "Acme"));
		this.acmeEmea = child(this.acme, "acme_emea");
		this.acmeEmeaSales = child(this.acmeEmea, "acme_emea_sales");
		this.globex = this.tenants.create(NewTenant.root("globex", "Globex"));
		List.of(this.acme, this.acmeEmea, this.acmeEmeaSales, this.globex).forEach(this::giveOrder);
	}

	SubtreeReads reads(SubtreeLimits limits) {
		return new SubtreeReads(this.engine, this.feed, this.dataSource,
				(tenant) -> this.placements.getOrDefault(tenant.id(), Placement.shared()), this.context,
				ROLES.subtreeReader(), limits, this::transactions, List::of);
	}

	Subtree subtree(SharedTurns turns) {
		return new Subtree(reads(SubtreeLimits.DEFAULT), this.tenants, this.context, this.dataSource, turns);
	}

	/** Creates a child with one order in the shared tables. */
	Tenant childWithOrder(Tenant parent, String slug) {
		Tenant child = child(parent, slug);
		giveOrder(child);
		return child;
	}

	private Tenant child(Tenant parent, String slug) {
		return this.tenants.create(NewTenant.childOf(parent.id(), slug, slug));
	}

	/** Moves a tenant into a schema of its own; the rows it had stay behind. */
	Placement moveToSchema(Tenant tenant) {
		String schema = "t_" + TenantId.random().label();
		JdbcClient.create(this.owner).sql("create schema " + schema).update();
		createOrders(this.owner, schema);
		return move(tenant, new Placement(IsolationStrategy.SCHEMA, Placement.HOME, null, schema, 1));
	}

	/** Moves a tenant into a database of its own; the rows it had stay behind. */
	Placement moveToDatabase(Tenant tenant) {
		String database = "cell_t_" + TenantId.random().label();
		Server.createDatabase(database);
		try (HikariDataSource owner = pool(database, ROLES.owner(), 1)) {
			CompanionSchema.install(owner, ROLES);
			createOrders(owner, "public");
		}
		return move(tenant, new Placement(IsolationStrategy.DATABASE, "cell", database, null, 1));
	}

	/** Moves a tenant to a server that does not exist. */
	void lose(Tenant tenant) {
		this.placements.put(tenant.id(), new Placement(IsolationStrategy.DATABASE, "lost", "lost", null, 1));
	}

	private Placement move(Tenant tenant, Placement placement) {
		this.placements.put(tenant.id(), placement);
		giveOrder(tenant);
		return placement;
	}

	private static void createOrders(HikariDataSource owner, String schema) {
		JdbcClient.create(owner).sql(ORDERS.formatted(schema + ".orders")).update();
		new RowLevelSecurity(owner, ROLES, TenantTables.in(schema)).apply(false);
	}

	void giveOrder(Tenant tenant) {
		as(tenant, () -> this.sql.sql("insert into orders (item) values (?)").param(tenant.slug()).update());
	}

	void as(Tenant tenant, Runnable work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			work.run();
		}
	}

	List<String> items(JdbcClient sql) {
		return sql.sql("select item from orders order by item").query(String.class).list();
	}

	List<String> items() {
		return items(this.sql);
	}

	/** Reads the orders of the bound tenant's subtree. */
	List<String> items(SubtreeReads reads) {
		return reads.read(() -> items());
	}

	List<UUID> visibleTo(Tenant bound, String visible) {
		return transaction(bound, visible,
				() -> this.sql.sql("select unnest(stratum.visible_tenant_ids())").query(UUID.class).list());
	}

	private <T> T transaction(Tenant bound, String visible, SubtreeWork<T, RuntimeException> work) {
		SubtreeRead.of(bound, Placement.shared(), visible, ROLES.subtreeReader()).begin();
		try (TenantContext.Scope scope = this.context.bind(bound)) {
			return work.run();
		}
		finally {
			SubtreeRead.end();
		}
	}

	private PlatformTransactionManager transactions() {
		return this.transaction.getTransactionManager();
	}

	private TenantServer server(String server) {
		String url = server.equals("lost") ? "jdbc:postgresql://localhost:1/lost" : Server.INSTANCE.url(this.name);
		return new TenantServer(server, url, ROLES.application(), () -> "", 10);
	}

	private static HikariDataSource pool(String database, String role, int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(Server.INSTANCE.url(database));
		config.setUsername(role);
		config.setMaximumPoolSize(size);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	@Override
	public void close() {
		this.feed.close();
		this.pools.close();
		this.application.close();
		this.platform.close();
		this.owner.close();
	}

	private static final class Server {

		private static final EmbeddedDatabase INSTANCE = EmbeddedDatabase.start(EmbeddedOptions.throwAway())
			.closedAtExit();

		private static void createDatabase(String name) {
			try (Connection connection = INSTANCE.superuserConnection()) {
				new DatabaseRoles(ROLES).createDatabase(connection, name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
