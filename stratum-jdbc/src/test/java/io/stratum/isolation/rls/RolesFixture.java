package io.stratum.isolation.rls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.engine.EngineSchema;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.TenantTables;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with the four real roles and the tables of a small product: orders,
 * their lines, and tags joined to them.
 */
public final class RolesFixture implements AutoCloseable {

	public static final UUID ACME = UUID.fromString("01900000-0000-7000-8000-00000000000a");

	public static final UUID ACME_EMEA = UUID.fromString("01900000-0000-7000-8000-0000000000ae");

	public static final UUID GLOBEX = UUID.fromString("01900000-0000-7000-8000-00000000000b");

	public static final RoleNames ROLES = RoleNames.DEFAULT;

	private static final AtomicInteger COUNTER = new AtomicInteger();

	public final String name = "isolation_" + COUNTER.incrementAndGet();

	public final HikariDataSource administrator = pool("postgres");

	public final HikariDataSource owner = pool(ROLES.owner());

	public final HikariDataSource platform = pool(ROLES.platform());

	public final HikariDataSource application = pool(ROLES.application());

	private RolesFixture(String template) {
		Server.execute(Server.INSTANCE.getPostgresDatabase(),
				"create database %s owner %s template %s".formatted(this.name, ROLES.owner(), template));
	}

	public static RolesFixture empty() {
		return new RolesFixture("template1");
	}

	public static RolesFixture withEngine() {
		return new RolesFixture(Templates.ENGINE);
	}

	public static RolesFixture withProtectedProduct() {
		return new RolesFixture(Templates.PRODUCT);
	}

	public RolesFixture withProduct() {
		asOwner("""
				create table orders (
					tenant_id uuid not null,
					id uuid not null,
					placed_at timestamptz not null default now(),
					note text,
					primary key (tenant_id, id)
				)""", """
				create table order_line (
					tenant_id uuid not null,
					order_id uuid not null,
					position integer not null,
					primary key (tenant_id, order_id, position),
					foreign key (tenant_id, order_id) references orders (tenant_id, id)
				)""", """
				create table order_tag (
					tenant_id uuid not null,
					order_id uuid not null,
					tag text not null,
					primary key (tenant_id, order_id, tag),
					foreign key (tenant_id, order_id) references orders (tenant_id, id)
				)""");
		return this;
	}

	public RowLevelSecurity security() {
		return new RowLevelSecurity(this.owner, ROLES, TenantTables.in("public"));
	}

	public RolesFixture protectedByPolicies() {
		security().apply(false);
		return this;
	}

	/** Runs statements as the administrator, who may break anything. */
	public void execute(String... statements) {
		Server.execute(this.administrator, statements);
	}

	public void asOwner(String... statements) {
		Server.execute(this.owner, statements);
	}

	/** Works as the application role, bound to a tenant, and commits. */
	public <T> T as(UUID tenant, Function<JdbcClient, T> work) {
		return inTransaction(this.application, "app.current_tenant_id", String.valueOf(tenant), null, work);
	}

	/** Works as the application role with no tenant. */
	public <T> T unbound(Function<JdbcClient, T> work) {
		return inTransaction(this.application, "app.current_tenant_id", "", null, work);
	}

	/** Works as the subtree reader that sees some tenants. */
	public <T> T asSubtree(Function<JdbcClient, T> work, UUID... visible) {
		return inTransaction(this.application, "app.visible_tenant_ids",
				Arrays.toString(visible).replace('[', '{').replace(']', '}'), ROLES.subtreeReader(), work);
	}

	public <T> T asPlatform(Function<JdbcClient, T> work) {
		return inTransaction(this.platform, "app.current_tenant_id", "", null, work);
	}

	private static <T> T inTransaction(DataSource dataSource, String setting, String value, String role,
			Function<JdbcClient, T> work) {
		JdbcClient jdbc = JdbcClient.create(dataSource);
		return new TransactionTemplate(new JdbcTransactionManager(dataSource)).execute((status) -> {
			jdbc.sql("select set_config(?, ?, true), set_config('role', coalesce(?, 'none'), true)")
				.params(setting, value, role)
				.query()
				.listOfRows();
			return work.apply(jdbc);
		});
	}

	public HikariDataSource pool(String user) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + this.name);
		config.setUsername(user);
		config.setMaximumPoolSize(3);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	@Override
	public void close() {
		disconnect();
		Server.execute(Server.INSTANCE.getPostgresDatabase(), "drop database %s with (force)".formatted(this.name));
	}

	private void disconnect() {
		this.application.close();
		this.platform.close();
		this.owner.close();
		this.administrator.close();
	}

	/**
	 * Databases that are made once and cloned for each test.
	 */
	private static final class Templates {

		private static final String ENGINE = engine();

		private static final String PRODUCT = product();

		private static String engine() {
			RolesFixture fixture = RolesFixture.empty();
			EngineSchema.migrate(fixture.owner, ROLES.platform(), ROLES.application());
			fixture.disconnect();
			return fixture.name;
		}

		private static String product() {
			RolesFixture fixture = RolesFixture.withEngine().withProduct().protectedByPolicies();
			fixture.disconnect();
			return fixture.name;
		}

	}

	private static final class Server {

		private static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
				execute(server.getPostgresDatabase(), "create role stratum_owner login createdb createrole",
						"create role stratum_platform login", "create role stratum_app login noinherit",
						"create role stratum_subtree_reader", "grant stratum_subtree_reader to stratum_app");
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void execute(DataSource dataSource, String... statements) {
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				for (String sql : statements) {
					statement.execute(sql);
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
