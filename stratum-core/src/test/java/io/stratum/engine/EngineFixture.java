package io.stratum.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.tenant.TenantContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A fresh database of the engine on one real PostgreSQL per test run, with its restricted
 * roles.
 */
public final class EngineFixture implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	public final String name = "engine_" + COUNTER.incrementAndGet();

	public final HikariDataSource owner = pool("stratum_owner", 3);

	public final HikariDataSource platform = pool("stratum_platform", 10);

	public final HikariDataSource application = pool("stratum_app", 3);

	public final EngineDatabase database;

	public final ChangeFeed feed;

	public final TenantContext context = new TenantContext();

	public final Journal journal;

	public EngineFixture() {
		Server.createDatabase(this.name);
		EngineSchema.migrate(this.owner, "stratum_platform", "stratum_app");
		this.database = new EngineDatabase(this.platform);
		// A machine that stands still for some seconds must not make memory cold.
		this.feed = new ChangeFeed(this.platform, Duration.ofMinutes(1));
		this.journal = journalOf(this.database);
		this.feed.start();
	}

	/**
	 * Returns another journal of this node, for another way to the same database.
	 */
	public Journal journalOf(EngineDatabase database) {
		return new Journal(database, this.feed, this.context::caller, Clock.systemUTC());
	}

	public HikariDataSource pool(String user, int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl("jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + this.name);
		config.setUsername(user);
		config.setMaximumPoolSize(size);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	/**
	 * Empties all tables and all memory.
	 */
	public void clear() {
		JdbcClient.create(this.owner)
			.sql("truncate stratum.tenant, stratum.audit_head, stratum.audit_log, stratum.outbox, stratum.change cascade")
			.update();
		this.feed.publish(ChangeFeed.Change.EVERYTHING);
	}

	@Override
	public void close() {
		this.feed.close();
		this.application.close();
		this.platform.close();
		this.owner.close();
	}

	private static final class Server {

		private static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
				execute(server.getPostgresDatabase(), "create role stratum_owner login createdb createrole",
						"create role stratum_platform login", "create role stratum_app login");
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void createDatabase(String name) {
			execute(INSTANCE.getPostgresDatabase(), "create database " + name + " owner stratum_owner");
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
