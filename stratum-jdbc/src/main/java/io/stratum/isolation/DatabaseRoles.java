package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.stratum.engine.SqlIdentifier;

/**
 * Makes the four roles that keep each part of an application to its own rights.
 *
 * <p>
 * <b>Guarantees.</b> The application role comes without ownership, SUPERUSER, BYPASSRLS,
 * CREATEROLE and CREATEDB, and inherits from no other role. Running it again changes
 * nothing.
 */
public final class DatabaseRoles {

	private final RoleNames names;

	/**
	 * Creates the maker of roles.
	 * @param names how the roles are called
	 */
	public DatabaseRoles(RoleNames names) {
		this.names = names;
	}

	/**
	 * Creates whatever role is missing, and the right to read subtrees.
	 * @param connection a connection with the right to create roles
	 * @throws SQLException if PostgreSQL refuses
	 */
	public void create(Connection connection) throws SQLException {
		for (String sql : statements(connection)) {
			execute(connection, sql);
		}
	}

	/**
	 * Returns what {@link #create} would run, for an administrator to run by hand.
	 * @param connection any connection to the server
	 * @return statements, empty if nothing is missing
	 * @throws SQLException if the catalog cannot be read
	 */
	public List<String> statements(Connection connection) throws SQLException {
		List<String> statements = new ArrayList<>();
		addMissing(statements, connection, this.names.owner(), "login createdb createrole");
		addMissing(statements, connection, this.names.platform(), "login");
		addMissing(statements, connection, this.names.application(), "login noinherit");
		addMissing(statements, connection, this.names.subtreeReader(), "nologin");
		if (!isMember(connection)) {
			String grant = "grant " + SqlIdentifier.quote(this.names.subtreeReader()) + " to "
					+ SqlIdentifier.quote(this.names.application());
			boolean perGrant = connection.getMetaData().getDatabaseMajorVersion() >= 16;
			statements.add(perGrant ? grant + " with inherit false, set true" : grant);
		}
		return statements;
	}

	/**
	 * Creates a database that belongs to the owner, if there is none of that name.
	 * @param connection a connection with the right to create databases
	 * @param database its name
	 * @throws SQLException if PostgreSQL refuses
	 */
	public void createDatabase(Connection connection, String database) throws SQLException {
		if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
			execute(connection, "create database " + SqlIdentifier.quote(database) + " owner "
					+ SqlIdentifier.quote(this.names.owner()));
		}
		execute(connection, "revoke temporary on database " + SqlIdentifier.quote(database) + " from public");
	}

	private void addMissing(List<String> statements, Connection connection, String role, String attributes)
			throws SQLException {
		if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
			statements.add("create role " + SqlIdentifier.quote(role) + " " + attributes);
		}
	}

	private boolean isMember(Connection connection) throws SQLException {
		return exists(connection, """
				select 1
				from pg_auth_members m
				join pg_roles r on r.oid = m.roleid
				join pg_roles a on a.oid = m.member
				where r.rolname = ? and a.rolname = ?
				""", this.names.subtreeReader(), this.names.application());
	}

	private static boolean exists(Connection connection, String sql, String... names) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < names.length; i++) {
				statement.setString(i + 1, names[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
