package io.stratum.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.isolation.Placement;
import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;

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

	/**
	 * Returns connections with the rights of the application past all guards of the
	 * database but one.
	 */
	DataSource behind(Guard guard) {
		return pool(login(guard));
	}

	String login(Guard guard) {
		return (guard == Guard.ROW_LEVEL_SECURITY) ? roles().application() : TestServer.UNGUARDED;
	}

	/**
	 * Opens connections of the owner to a place on the same server.
	 * @param place the shared tables, a schema or a database
	 * @return new connections past all guards, to be closed by the caller
	 */
	public HikariDataSource ownerOf(Placement place) {
		String database = (place.database() != null) ? place.database() : this.name;
		return open(database, place.schema(), roles().owner());
	}

	private HikariDataSource pool(String role) {
		return this.pools.computeIfAbsent(role, (name) -> open(this.name, null, name));
	}

	private HikariDataSource open(String database, @Nullable String schema, String role) {
		HikariConfig config = new HikariConfig();
		config.setPoolName(database + "-" + role);
		config.setJdbcUrl(this.server.url(database));
		config.setUsername(role);
		config.setSchema(schema);
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
