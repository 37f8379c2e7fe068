package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;

/**
 * Runs plain JDBC for a tenant.
 */
final class JdbcWork {

	private JdbcWork() {
	}

	static void as(IsolationFixture fixture, Tenant tenant, CombineBinding choice, Work work) throws SQLException {
		TenantDataSource dataSource = new TenantDataSource(fixture.application, fixture.context,
				Placements.sharedOnly(), PlacedConnections.none(), BindingOptions.defaults().combineBinding(choice));
		try (TenantContext.Scope scope = fixture.context.bind(tenant);
				Connection connection = dataSource.getConnection()) {
			work.run(connection);
		}
	}

	static List<String> prepared(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return items(statement.executeQuery());
		}
	}

	static List<String> direct(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.execute(sql) ? items(statement.getResultSet()) : List.of();
		}
	}

	static int update(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return statement.executeUpdate();
		}
	}

	static List<String> items(ResultSet rows) throws SQLException {
		Stream.Builder<String> items = Stream.builder();
		while (rows.next()) {
			items.add(rows.getString(1));
		}
		return items.build().toList();
	}

	interface Work {

		void run(Connection connection) throws SQLException;

	}

}
