package io.stratum.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.isolation.RoleNames;

/**
 * A fresh database on a real PostgreSQL, with the roles and tables of the engine.
 *
 * <p>
 * One server serves all tests of a virtual machine; each database is cloned from a
 * migrated template, so that tests may run side by side.
 *
 * <pre>{@code
 * try (TestDatabase database = TestDatabase.create()) {
 *     JdbcClient.create(database.owner()).sql("create table orders …").update();
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {

	private static final int CONNECTIONS = 4;

	private final TestServer server = TestServer.get();

	private final String name = this.server.createDatabase();

	private final Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();

	private TestDatabase() {
	}

	/**
	 * Creates a database, and starts the server if this is the first one.
	 * @return the database
	 * @throws io.stratum.StratumStartupException if the server does not start
	 */
	public static TestDatabase create() {
		return new TestDatabase();
	}

	/**
	 * Returns the address.
	 * @return a JDBC URL without credentials; the server trusts every login
	 */
	public String url() {
		return this.server.url(this.name);
	}

	/**
	 * Returns the names of the roles.
	 * @return names of owner, platform, application and subtree reader
	 */
	public RoleNames roles() {
		return EmbeddedDatabase.ROLES;
	}

	/**
	 * Returns connections of the role that owns tables and sees all rows.
	 * @return a small pool
	 */
	public DataSource owner() {
		return pool(roles().owner());
	}

	/**
	 * Returns connections of the engine.
	 * @return a small pool
	 */
	public DataSource platform() {
		return pool(roles().platform());
	}

	/**
	 * Returns connections of the application, bound to no tenant.
	 * @return a small pool
	 */
	public DataSource application() {
		return pool(roles().application());
	}

	/**
	 * Returns connections with the rights of the application that row-level security does
	 * not bind, to see what holds without it.
	 * @return a small pool
	 */
	public DataSource unguarded() {
		return pool(TestServer.UNGUARDED);
	}

	private HikariDataSource pool(String role) {
		return this.pools.computeIfAbsent(role, this::open);
	}

	private HikariDataSource open(String role) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(this.name + "-" + role);
		config.setJdbcUrl(url());
		config.setUsername(role);
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		// A transaction that a failed test left open shall fail the next one, not stop
		// it.
		config.setConnectionInitSql("set lock_timeout = '10s'");
		return new HikariDataSource(config);
	}

	/**
	 * Closes its pools and drops the database, whoever is still connected.
	 */
	@Override
	public void close() {
		this.pools.values().forEach(HikariDataSource::close);
		this.server.dropDatabase(this.name);
	}

	@Override
	public String toString() {
		return "TestDatabase[" + this.name + "]";
	}

}
