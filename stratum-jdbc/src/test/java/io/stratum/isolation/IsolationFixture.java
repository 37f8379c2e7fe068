package io.stratum.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.Journal;
import io.stratum.isolation.binding.KeepConnectionOnDrift;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import io.stratum.tenant.Tenants;
import io.stratum.tenant.TransactionSuspension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A fresh database with the engine's tables, a table of orders under row-level security
 * and the cast, on one real PostgreSQL per test run.
 */
public final class IsolationFixture implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	/** What every tenant-owned table gets; {@code t} stands for its name. */
	private static final String POLICIES = """
			alter table t enable row level security;
			alter table t force row level security;
			create policy tenant_isolation_read on t for select to stratum_app
				using (tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid));
			create policy tenant_isolation_insert on t for insert to stratum_app
				with check (tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid));
			create policy tenant_isolation_update on t for update to stratum_app
				using (tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid))
				with check (tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid));
			create policy tenant_isolation_delete on t for delete to stratum_app
				using (tenant_id = (select nullif(current_setting('app.current_tenant_id', true), '')::uuid));
			create policy tenant_isolation_subtree on t for select to stratum_subtree
				using (tenant_id = any ((select nullif(current_setting('app.visible_tenant_ids', true), ''))::uuid[]));
			create policy tenant_isolation_platform on t to stratum_platform, stratum_owner
				using (true) with check (true);
			alter table t alter column tenant_id
				set default nullif(current_setting('app.current_tenant_id', true), '')::uuid;
			grant select, insert, update, delete on t to stratum_app, stratum_platform;
			grant select on t to stratum_subtree;
			""";

	private static final String ORDERS = """
			create table t (
				id uuid primary key default gen_random_uuid(),
				number bigint generated always as identity,
				tenant_id uuid not null,
				item text not null,
				quantity integer not null default 1
			);
			create index on t (tenant_id, id);
			""";

	public final String name = "isolation_" + COUNTER.incrementAndGet();

	public final HikariDataSource owner;

	public final HikariDataSource platform;

	public final HikariDataSource application;

	public final EngineDatabase database;

	public final Journal journal;

	public final TenantContext context;

	public final TenantDataSource dataSource;

	public final PlatformTransactionManager transactions;

	public final Tenant acme;

	public final Tenant acmeEmea;

	public final Tenant globex;

	public IsolationFixture() {
		this(4);
	}

	/**
	 * @param connections size of the application's pool
	 */
	public IsolationFixture(int connections) {
		Server.createDatabase(this.name);
		this.owner = pool("stratum_owner", 3);
		this.platform = pool("stratum_platform", 5);
		this.application = pool("stratum_app", connections);
		EngineSchema.migrate(this.owner, "stratum_platform", "stratum_app");
		createOrders("orders");
		this.context = new TenantContext(new TransactionSuspension(this::transactions));
		this.database = new EngineDatabase(this.platform);
		ChangeFeed feed = new ChangeFeed(this.platform, Duration.ofSeconds(5));
		this.journal = new Journal(this.database, feed, this.context::caller, Clock.systemUTC());
		this.dataSource = new TenantDataSource(this.application, this.context);
		this.transactions = new JdbcTransactionManager(this.dataSource);
		Tenants tenants = new Tenants(this.database, feed, this.journal, this.context);
		this.acme = tenants.create(NewTenant.root("acme", "Acme"));
		this.acmeEmea = tenants.create(NewTenant.childOf(this.acme.id(), "acme_emea", "Acme EMEA"));
		this.globex = tenants.create(NewTenant.root("globex", "Globex"));
	}

	private PlatformTransactionManager transactions() {
		return this.transactions;
	}

	/**
	 * Creates a table of orders under row-level security, as the owner.
	 */
	public void createOrders(String table) {
		ownerRuns(sqlOfOrders(table));
	}

	private static String sqlOfOrders(String table) {
		return (ORDERS + POLICIES).replaceAll("\\bt\\b", table);
	}

	public void ownerRuns(String sql) {
		JdbcClient.create(this.owner).sql(sql).update();
	}

	/**
	 * Makes a tenant that the engine does not know.
	 */
	public static Tenant stranger(String slug) {
		TenantId id = TenantId.random();
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

	/**
	 * Creates a schema with a table of orders.
	 */
	public Placement createSchema(String server) {
		String schema = "t_" + TenantId.random().label();
		ownerRuns("create schema " + schema + "; grant usage on schema " + schema
				+ " to stratum_app, stratum_platform, stratum_subtree");
		createOrders(schema + ".orders");
		return new Placement(IsolationStrategy.SCHEMA, server, null, schema, 0);
	}

	/**
	 * Creates a database with a table of orders.
	 */
	public Placement createDatabase(String server) {
		String database = "cell_t_" + TenantId.random().label();
		Server.createDatabase(database);
		JdbcClient.create(new DriverManagerDataSource(url(database, port()), "stratum_owner", ""))
			.sql(sqlOfOrders("orders"))
			.update();
		return new Placement(IsolationStrategy.DATABASE, server, database, null, 0);
	}

	/**
	 * Puts an order where a tenant is, as that tenant.
	 */
	public static void giveOrder(DataSource dataSource, TenantContext context, Tenant tenant) {
		try (TenantContext.Scope scope = context.bind(tenant)) {
			JdbcClient.create(dataSource).sql("insert into orders (item) values (?)").param(tenant.slug()).update();
		}
	}

	/**
	 * Returns this server under another name.
	 */
	public TenantServer server(String name, int maxConnections) {
		return new TenantServer(name, url(this.name, port()), "stratum_app", () -> "", maxConnections);
	}

	/**
	 * Puts one order of each tenant into the shared table, past all guards.
	 */
	public void givenOneOrderEach() {
		for (Tenant tenant : new Tenant[] { this.acme, this.acmeEmea, this.globex }) {
			JdbcClient.create(this.owner)
				.sql("delete from orders where tenant_id = ?")
				.param(tenant.id().value())
				.update();
			JdbcClient.create(this.owner)
				.sql("insert into orders (tenant_id, item) values (?, ?)")
				.params(tenant.id().value(), tenant.slug())
				.update();
		}
	}

	/**
	 * Counts the orders of a tenant, past all guards.
	 */
	public long ordersOf(Tenant tenant) {
		return JdbcClient.create(this.owner)
			.sql("select count(*) from orders where tenant_id = ?")
			.param(tenant.id().value())
			.query(Long.class)
			.single();
	}

	public HikariDataSource pool(String user, int size) {
		return pool(user, size, port());
	}

	public HikariDataSource pool(String user, int size, int port) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url(this.name, port));
		config.setExceptionOverrideClassName(KeepConnectionOnDrift.class.getName());
		config.setUsername(user);
		config.setMaximumPoolSize(size);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	public static String url(String database, int port) {
		return "jdbc:postgresql://localhost:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
	}

	public static int port() {
		return Server.INSTANCE.getPort();
	}

	@Override
	public void close() {
		this.application.close();
		this.platform.close();
		this.owner.close();
	}

	private static final class Server {

		private static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
				execute(server.getPostgresDatabase(), """
						create role stratum_owner login createdb createrole;
						create role stratum_platform login;
						create role stratum_subtree nologin;
						create role stratum_app login noinherit;
						grant stratum_subtree to stratum_app with inherit false;
						""");
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void createDatabase(String name) {
			execute(INSTANCE.getPostgresDatabase(), "create database " + name + " owner stratum_owner");
		}

		private static void execute(DataSource dataSource, String sql) {
			JdbcClient.create(dataSource).sql(sql).update();
		}

	}

}
