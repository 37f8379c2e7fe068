package io.stratum.isolation.placement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.Journal;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.pool.TenantServer;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.region.RegionAdmission;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A home database with the tables of a depot, and nodes that make places for its tenants.
 */
public final class PlacementFixture implements AutoCloseable {

	public static final RoleNames ROLES = RoleNames.DEFAULT;

	private static final AtomicInteger COUNTER = new AtomicInteger();

	public final String name = "depot" + COUNTER.incrementAndGet();

	public final HikariDataSource owner;

	public final HikariDataSource platform;

	public final MigrationScripts scripts;

	public PlacementFixture() {
		this(MigrationScripts.in("classpath:db/depot"));
	}

	public PlacementFixture(MigrationScripts scripts) {
		this.scripts = scripts;
		Server.execute("create database " + this.name + " owner " + ROLES.owner());
		this.owner = pool(ROLES.owner());
		this.platform = pool(ROLES.platform());
		EngineSchema.migrate(this.owner, ROLES.platform(), ROLES.application());
		scripts.in(this.owner, "public").migrate();
		security().apply(false);
	}

	RowLevelSecurity security() {
		return new RowLevelSecurity(this.owner, ROLES, TenantTables.in("public"));
	}

	public Blueprint blueprint(MigrationScripts scripts) {
		return new Blueprint(scripts, this::security, () -> "public", List.of("ext"));
	}

	public OwnerServer home() {
		return new OwnerLogin(Placement.HOME, url(this.name), ROLES, () -> "");
	}

	public Node node() {
		return node(Fuse.none(), ProvisioningOptions.defaults());
	}

	Node node(ProvisioningOptions options, ProvisioningStep... steps) {
		return node(Fuse.none(), options, steps);
	}

	Node node(Fuse fuse, ProvisioningOptions options, ProvisioningStep... steps) {
		OwnerServer home = fuse.guard(home());
		return node(fuse, (name) -> name.equals(Placement.HOME) ? home : null, options, steps);
	}

	Node node(Fuse fuse, OwnerServers servers, ProvisioningOptions options, ProvisioningStep... steps) {
		return new Node(this, fuse.guard(this.platform), servers, options, List.of(steps));
	}

	/** Lists schemas and databases of tenants as the catalog knows them. */
	List<String> placesInCatalog() {
		return JdbcClient.create(this.owner).sql("""
				select nspname from pg_namespace where nspname ~ '^t_[0-9a-f]{32}$'
				union all
				select datname from pg_database where datname ~ ('^' || ? || '_t_[0-9a-f]{32}$')
				order by 1
				""").param(this.name).query(String.class).list();
	}

	/** Lists schemas and databases of tenants and templates as they are recorded. */
	List<String> placesOnRecord() {
		return sql("select coalesce(schema, database) from stratum.placement order by 1").query(String.class).list();
	}

	public JdbcClient.StatementSpec sql(String sql) {
		return JdbcClient.create(this.owner).sql(sql);
	}

	/** Lets the time run out that dead nodes have to be heard of. */
	void holdsExpire() {
		sql("update stratum.placement set held_until = now() - interval '1 s' where held_until is not null").update();
	}

	public String url() {
		return url(this.name);
	}

	static String url(String database) {
		return "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + database;
	}

	DataSource connect(String database, String user) {
		return new DriverManagerDataSource(url(database), user, "");
	}

	private HikariDataSource pool(String user) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url(this.name));
		config.setUsername(user);
		config.setMaximumPoolSize(20);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	@Override
	public void close() {
		this.platform.close();
		this.owner.close();
	}

	/**
	 * One node of the application.
	 */
	public static final class Node implements AutoCloseable {

		public final EngineDatabase database;

		public final ChangeFeed feed;

		public final Journal journal;

		public final TenantContext context = new TenantContext();

		public final TenantPools pools;

		public final Provisioner provisioner;

		public final Tenants tenants;

		private Node(PlacementFixture fixture, DataSource platform, OwnerServers servers, ProvisioningOptions options,
				List<ProvisioningStep> steps) {
			this.database = new EngineDatabase(platform);
			this.feed = new ChangeFeed(fixture.platform, Duration.ofMinutes(1));
			this.journal = new Journal(this.database, this.feed, this.context::caller, Clock.systemUTC());
			this.pools = new TenantPools(
					(name) -> new TenantServer(name, url(fixture.name), ROLES.application(), () -> "", 20),
					PoolLimits.defaults(), List.of("ext"));
			this.provisioner = new Provisioner(this.database, this.journal, servers, new PlacementNames(fixture.name),
					fixture.blueprint(fixture.scripts), PlacementPolicy.HOME, steps, this.pools, options);
			this.tenants = new Tenants(this.database, this.feed, this.journal, this.context, this.provisioner,
					RegionAdmission.NONE);
		}

		public Tenant create(String slug, IsolationStrategy strategy) {
			return this.tenants.create(NewTenant.root(slug, slug).isolatedBy(strategy));
		}

		public TenantDataSource dataSource(OutdatedPlaces outdated, DataSource home) {
			return new TenantDataSource(home, this.context, new RecordedPlacements(this.database, this.feed, outdated),
					this.pools, BindingOptions.defaults());
		}

		@Override
		public void close() {
			this.pools.close();
			this.feed.close();
		}

	}

	private static final class Server {

		private static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
				try (Connection connection = server.getPostgresDatabase().getConnection()) {
					new DatabaseRoles(ROLES).create(connection);
				}
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static void execute(String sql) {
			try (Connection connection = INSTANCE.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
