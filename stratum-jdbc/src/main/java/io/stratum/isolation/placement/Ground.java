package io.stratum.isolation.placement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.template.SchemaSeal;
import org.jspecify.annotations.Nullable;

/**
 * Makes and takes down the schema or database of one recorded placement.
 *
 * <p>
 * <b>Guarantees.</b> Only what bears the name of its own placement is touched. Making and
 * taking down exclude each other on the server itself, and whoever makes asks under that
 * lock whether the record is still its own: a maker that was given up for dead cannot
 * leave anything behind.
 */
final class Ground {

	private final OwnerServer server;

	private final Duration timeout;

	private final RecordedPlacement placement;

	Ground(OwnerServer server, RecordedPlacement placement, Duration timeout) {
		if (!PlacementNames.isOf(placement.id(), placement.name())) {
			throw new IllegalStateException("Placement '" + placement.id() + "' has not the name of its own place.");
		}
		this.server = server;
		this.placement = placement;
		this.timeout = timeout;
	}

	void create(BooleanSupplier held, @Nullable String template) throws SQLException {
		exclusively((connection) -> {
			if (!held.getAsBoolean()) {
				throw new SQLException("The placement was taken over.");
			}
			if (this.placement.place().schema() != null) {
				execute(connection, "create schema if not exists " + name());
			}
			else {
				createDatabase(connection, template);
			}
		});
	}

	void remove() throws SQLException {
		exclusively((connection) -> {
			if (this.placement.place().schema() != null) {
				execute(connection, "drop schema if exists " + name() + " cascade");
			}
			else if (exists(connection)) {
				dropDatabase(connection);
			}
		});
	}

	/**
	 * Closes a template to everybody, for what others wrote there would be cloned, and a
	 * database cannot be cloned while somebody is in.
	 */
	void seal() throws SQLException {
		exclusively((connection) -> {
			if (this.placement.place().schema() != null) {
				new SchemaSeal(connection).seal(this.placement.name());
			}
			else {
				execute(connection, "alter database " + name() + " allow_connections false");
			}
		});
	}

	/** Tells whether the schema of a template is closed; a database always is. */
	boolean isSealed() throws SQLException {
		if (this.placement.place().schema() == null) {
			return true;
		}
		try (Connection connection = connect()) {
			return new SchemaSeal(connection).isSealed(this.placement.name());
		}
	}

	private void createDatabase(Connection connection, @Nullable String template) throws SQLException {
		RoleNames roles = this.server.roles();
		if (!exists(connection)) {
			execute(connection, "create database " + name() + " owner " + SqlIdentifier.quote(roles.owner())
					+ " template " + SqlIdentifier.quote((template != null) ? template : "template1"));
		}
		execute(connection, "revoke all on database " + name() + " from public");
		for (String role : List.of(roles.application(), roles.platform())) {
			execute(connection, "grant connect on database " + name() + " to " + SqlIdentifier.quote(role));
		}
	}

	private void dropDatabase(Connection connection) throws SQLException {
		execute(connection, "alter database " + name() + " allow_connections false");
		execute(connection, "drop database " + name() + " with (force)");
	}

	private boolean exists(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
			statement.setString(1, this.placement.name());
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	private void exclusively(Work work) throws SQLException {
		try (Connection connection = connect()) {
			lock(connection, this.placement.id());
			work.run(connection);
		}
	}

	private Connection connect() throws SQLException {
		OwnerServer.Settings settings = new OwnerServer.Settings(List.of(), this.timeout, this.timeout);
		return this.server.connect(null, settings).getConnection();
	}

	// The lock ends with the session, which is closed right after.
	private static void lock(Connection connection, UUID id) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
			statement.setString(1, "stratum.placement " + id);
			statement.execute();
		}
	}

	private String name() {
		return SqlIdentifier.quote(this.placement.name());
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * What is done on the connection that has the lock.
	 */
	@FunctionalInterface
	private interface Work {

		void run(Connection connection) throws SQLException;

	}

}
