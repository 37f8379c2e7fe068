package io.stratum.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.engine.EngineSchema;
import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.DatabaseRoles;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The one server of a test run, with a migrated database that others are cloned from.
 */
final class TestServer {

	/** Login that row-level security does not bind, which no application has. */
	static final String UNGUARDED = "stratum_unguarded";

	private static final String TEMPLATE = "stratum_template";

	private final EmbeddedDatabase server;

	private final AtomicInteger databases = new AtomicInteger();

	private final AtomicBoolean outlivesContexts = new AtomicBoolean();

	private TestServer(EmbeddedDatabase server) {
		this.server = server;
	}

	static TestServer get() {
		return Holder.INSTANCE;
	}

	/**
	 * Stops after the contexts of Spring instead of beside them: what they do last would
	 * wait for a server that is gone.
	 */
	void outliveContexts(Consumer<Runnable> afterContexts) {
		if (this.outlivesContexts.compareAndSet(false, true)) {
			afterContexts.accept(this.server::close);
		}
	}

	private TestServer stoppedAtExit() {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			if (!this.outlivesContexts.get()) {
				this.server.close();
			}
		}, "stratum-test-stop"));
		return this;
	}

	/**
	 * Creates a database with the engine's tables and nothing else.
	 * @return its name
	 */
	String createDatabase() {
		String name = "test_" + this.databases.incrementAndGet();
		createDatabase(name, TEMPLATE);
		return name;
	}

	void dropDatabase(String name) {
		try (Connection connection = this.server.superuserConnection()) {
			execute(connection, "drop database if exists " + SqlIdentifier.quote(name) + " with (force)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database '" + name + "' could not be dropped.", ex);
		}
	}

	String url(String name) {
		return this.server.url(name);
	}

	private void createDatabase(String name, String template) {
		try (Connection connection = this.server.superuserConnection()) {
			execute(connection, "create database " + SqlIdentifier.quote(name) + " template "
					+ SqlIdentifier.quote(template) + " owner " + SqlIdentifier.quote(EmbeddedDatabase.ROLES.owner()));
			// Rights on a database are no part of its template.
			new DatabaseRoles(EmbeddedDatabase.ROLES).createDatabase(connection, name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The database '" + name + "' could not be created.", ex);
		}
	}

	private TestServer prepared() {
		try (Connection connection = this.server.superuserConnection()) {
			execute(connection, "create role " + SqlIdentifier.quote(UNGUARDED) + " login bypassrls in role "
					+ SqlIdentifier.quote(EmbeddedDatabase.ROLES.application()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The role '" + UNGUARDED + "' could not be created.", ex);
		}
		createDatabase(TEMPLATE, "template1");
		EngineSchema.migrate(new DriverManagerDataSource(url(TEMPLATE), EmbeddedDatabase.ROLES.owner(), ""),
				EmbeddedDatabase.ROLES.platform(), EmbeddedDatabase.ROLES.application());
		return this;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Starts the server when a test first asks for it. */
	private static final class Holder {

		private static final TestServer INSTANCE = new TestServer(EmbeddedDatabase.start(EmbeddedOptions.throwAway()))
			.stoppedAtExit()
			.prepared();

	}

}
