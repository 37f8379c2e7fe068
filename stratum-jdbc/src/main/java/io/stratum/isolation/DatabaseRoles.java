package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	// No role has an empty name.
	private static final String MEMBER = "";

	private static final String PRESENT = """
			select rolname::text
			from pg_roles
			where rolname = any (?)
			union all
			select ''
			from pg_auth_members m
			join pg_roles r on r.oid = m.roleid
			join pg_roles a on a.oid = m.member
			where r.rolname = ? and a.rolname = ?
			""";

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
		Set<String> present = present(connection);
		List<String> statements = new ArrayList<>();
		attributes().forEach((role, attributes) -> {
			if (!present.contains(role)) {
				statements.add("create role " + SqlIdentifier.quote(role) + " " + attributes);
			}
		});
		if (!present.contains(MEMBER)) {
			String grant = "grant " + SqlIdentifier.quote(this.names.subtreeReader()) + " to "
					+ SqlIdentifier.quote(this.names.application());
			boolean perGrant = connection.getMetaData().getDatabaseMajorVersion() >= 16;
			statements.add(perGrant ? grant + " with inherit false, set true" : grant);
		}
		return statements;
	}

	private Map<String, String> attributes() {
		Map<String, String> attributes = new LinkedHashMap<>();
		attributes.put(this.names.owner(), "login createdb createrole");
		attributes.putIfAbsent(this.names.platform(), "login");
		attributes.putIfAbsent(this.names.application(), "login noinherit");
		attributes.putIfAbsent(this.names.subtreeReader(), "nologin");
		return attributes;
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

	/**
	 * Returns the roles that exist, and an empty name if the application may read
	 * subtrees.
	 */
	private Set<String> present(Connection connection) throws SQLException {
		Set<String> present = new HashSet<>();
		try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
			statement.setArray(1, connection.createArrayOf("text", attributes().keySet().toArray()));
			statement.setString(2, this.names.subtreeReader());
			statement.setString(3, this.names.application());
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					present.add(rows.getString(1));
				}
			}
		}
		return present;
	}

	private static boolean exists(Connection connection, String sql, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, name);
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
