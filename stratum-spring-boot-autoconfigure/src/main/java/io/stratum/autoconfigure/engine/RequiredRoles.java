package io.stratum.autoconfigure.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.StratumStartupException;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.RoleNames;

/**
 * Sees to it that the roles exist before anything logs in with them.
 */
final class RequiredRoles {

	private final DatabaseRoles roles;

	private final boolean create;

	RequiredRoles(RoleNames names, boolean create) {
		this.roles = new DatabaseRoles(names);
		this.create = create;
	}

	void ensure(DataSource owner) {
		try (Connection connection = owner.getConnection()) {
			if (this.create) {
				this.roles.create(connection);
			}
			else {
				require(this.roles.statements(connection));
			}
		}
		catch (SQLException ex) {
			throw new StratumStartupException("The database roles could not be made ready: " + ex.getMessage(),
					"Give the owner CREATEROLE, or create the roles by hand and set 'stratum.isolation.roles.create' to false.",
					ex);
		}
	}

	private static void require(List<String> missing) {
		if (missing.stream().anyMatch((statement) -> statement.startsWith("create role"))) {
			throw new StratumStartupException("The database does not have all roles that keep tenants apart.",
					"As an administrator, with passwords for those that log in:\n" + String.join(";\n", missing)
							+ ";\nOr give the owner CREATEROLE and set 'stratum.isolation.roles.create' to true once.");
		}
	}

}
