package io.stratum.benchmarks.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.benchmarks.Duel;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Work;
import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.TenantContext;

/**
 * Takes the read of one row apart, by plain JDBC over loopback: what a second statement
 * in the same message costs, the setting, the policy, and the library around them.
 */
public final class PartRows {

	private static final String COLUMNS = "select id, customer, status, total, created_at from ";

	private static final String BY_HAND = COLUMNS + "plain.orders_by_hand where tenant_id = ? and id = ?";

	private static final String UNDER_POLICY = COLUMNS + "orders where id = ?";

	private static final String SETTING = "select set_config('app.current_tenant_id', ?, true); ";

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if a statement fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (OrderDatabase orders = new OrderDatabase();
				HikariDataSource pool = Pools.open(Pools.through(orders.home.url(), Pools.port(orders.home.url())),
						"stratum_app")) {
			UUID tenant = orders.shared.id().value();
			UUID order = orders.known(orders.shared);
			Work byHand = () -> inTransaction(pool, (connection) -> read(connection, BY_HAND, tenant, order));
			table.accept(against(byHand, "… with `select 1` in the same message",
					second(pool, "select 1; " + BY_HAND, tenant, order)));
			table.accept(against(byHand, "… with `set_config` in the same message",
					second(pool, SETTING + BY_HAND, tenant.toString(), tenant, order)));
			table.accept(against(byHand, "… and a policy instead of the condition",
					second(pool, SETTING + UNDER_POLICY, tenant.toString(), order)));
			table.accept(against(byHand, "… through Stratum", bound(orders, pool, order)));
		}
	}

	private static Row against(Work byHand, String what, Work own) throws Exception {
		return new Duel(own, byHand).run("read of 1 row by JDBC " + what, "the same by hand, alone", "");
	}

	private static Work bound(OrderDatabase orders, DataSource pool, UUID order) {
		TenantContext context = new TenantContext();
		DataSource tenants = new TenantDataSource(pool, context);
		return () -> {
			try (TenantContext.Scope scope = context.bind(orders.shared)) {
				inTransaction(tenants, (connection) -> read(connection, UNDER_POLICY, order));
			}
		};
	}

	private static Work second(DataSource pool, String sql, Object... values) {
		return () -> inTransaction(pool, (connection) -> readSecond(connection, sql, values));
	}

	private static void inTransaction(DataSource pool, Statements statements) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			connection.setAutoCommit(false);
			statements.run(connection);
			connection.commit();
		}
	}

	private static void read(Connection connection, String sql, Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			set(statement, values);
			read(statement.executeQuery());
		}
	}

	private static void readSecond(Connection connection, String sql, Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			set(statement, values);
			statement.execute();
			statement.getMoreResults();
			read(statement.getResultSet());
		}
	}

	private static void set(PreparedStatement statement, Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
	}

	private static void read(ResultSet rows) throws SQLException {
		if (!rows.next()) {
			throw new IllegalStateException("The order is gone.");
		}
		JdbcOrders.map(rows, 0);
	}

	/**
	 * The statements of a transaction.
	 */
	private interface Statements {

		void run(Connection connection) throws SQLException;

	}

}
