package io.stratum.isolation;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.stratum.isolation.JdbcWork.items;
import static io.stratum.isolation.JdbcWork.prepared;
import static io.stratum.isolation.JdbcWork.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every kind of statement on a tenant's connection.
 */
class TenantStatementsIntegrationTests {

	private static final String ITEMS = "select item from orders";

	private static IsolationFixture fixture;

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture();
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void rows() {
		fixture.givenOneOrderEach();
	}

	@ParameterizedTest
	@EnumSource
	void statementPreparedOnceServesManyTransactions(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection.prepareStatement(ITEMS + " where quantity > ?")) {
				statement.setInt(1, 0);
				for (int i = 0; i < 12; i++) {
					assertThat(items(statement.executeQuery())).containsExactly("acme");
					if (i % 3 == 0) {
						connection.commit();
					}
				}
			}
			connection.rollback();
		});
	}

	@ParameterizedTest
	@EnumSource
	void updatesReachOwnRowsOnly(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			assertThat(update(connection, "update orders set quantity = 2")).isOne();
			assertThat(update(connection, "delete from orders where item = 'globex'")).isZero();
			assertThat(update(connection, "insert into orders (item) values ('more')")).isOne();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> update(connection,
						"insert into orders (tenant_id, item) values ('" + fixture.globex.id() + "', 'x')"))
				.matches((ex) -> ex.getSQLState().equals("42501"));
		});
		assertThat(fixture.ordersOf(fixture.acme)).isEqualTo(2);
		assertThat(fixture.ordersOf(fixture.globex)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void batchWithOneForeignRowIsRefusedAsAWhole(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			try (PreparedStatement batch = connection
				.prepareStatement("insert into orders (tenant_id, item) values (?, ?)")) {
				for (Tenant tenant : List.of(fixture.acme, fixture.globex, fixture.acme)) {
					batch.setObject(1, tenant.id().value());
					batch.setString(2, "batched");
					batch.addBatch();
				}
				assertThatExceptionOfType(SQLException.class).isThrownBy(batch::executeBatch);
			}
		});
		assertThat(fixture.ordersOf(fixture.acme)).isOne();
		assertThat(fixture.ordersOf(fixture.globex)).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void batchOfOwnRowsIsWritten(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			try (PreparedStatement batch = connection.prepareStatement("insert into orders (item) values (?)");
					Statement texts = connection.createStatement()) {
				for (int i = 0; i < 3; i++) {
					batch.setString(1, "batched");
					batch.addBatch();
				}
				assertThat(batch.executeBatch()).hasSize(3);
				texts.addBatch("insert into orders (item) values ('text')");
				assertThat(texts.executeBatch()).hasSize(1);
			}
		});
		assertThat(fixture.ordersOf(fixture.acme)).isEqualTo(5);
	}

	@Test
	void generatedKeysComeBack() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (PreparedStatement insert = connection.prepareStatement("insert into orders (item) values (?)",
					new String[] { "number", "tenant_id" })) {
				insert.setString(1, "keyed");
				insert.executeUpdate();
				try (ResultSet keys = insert.getGeneratedKeys()) {
					assertThat(keys.next()).isTrue();
					assertThat(keys.getLong(1)).isPositive();
					assertThat(keys.getString(2)).isEqualTo(fixture.acme.id().toString());
				}
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void cursorReadsOwnRowsInAndOutOfATransaction(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			for (boolean autoCommit : new boolean[] { true, false }) {
				connection.setAutoCommit(autoCommit);
				try (PreparedStatement statement = connection
					.prepareStatement(ITEMS + ", generate_series(1, 10) where quantity = ?")) {
					statement.setInt(1, 1);
					statement.setFetchSize(3);
					assertThat(items(statement.executeQuery())).hasSize(10).containsOnly("acme");
					assertThat(statement.getFetchSize()).isEqualTo(3);
				}
			}
			connection.rollback();
		});
	}

	@Test
	void functionCallRunsBound() throws SQLException {
		fixture.ownerRuns("create or replace function my_items() returns text language sql as "
				+ "$$ select string_agg(item, ',') from orders $$; grant execute on function my_items() to stratum_app");
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (CallableStatement call = connection.prepareCall("{? = call my_items()}")) {
				call.registerOutParameter(1, Types.VARCHAR);
				call.execute();
				assertThat(call.getString(1)).isEqualTo("acme");
				assertThat(call.getConnection()).isSameAs(connection);
			}
		});
	}

	@Test
	void updatableRowsWriteBound() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE,
					ResultSet.CONCUR_UPDATABLE);
					ResultSet rows = statement.executeQuery("select id, quantity from orders")) {
				assertThat(rows.next()).isTrue();
				rows.updateInt("quantity", 7);
				rows.updateRow();
			}
			assertThat(prepared(connection, "select quantity::text from orders")).containsExactly("7");
		});
	}

	@Test
	void parameterBeforeTheFirstDoesNotReachTheBinding() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(ITEMS + " where quantity = ?")) {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.setString(0, fixture.globex.id().toString()));
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.setString(-1, fixture.globex.id().toString()));
				statement.clearParameters();
				statement.setInt(1, 1);
				assertThat(items(statement.executeQuery())).containsExactly("acme");
			}
		});
	}

	@Test
	void metaDataOfAStatementDescribesItsOwnParameters() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(ITEMS + " where quantity = ?")) {
				statement.setInt(1, 1);
				assertThat(statement.getParameterMetaData().getParameterCount()).isOne();
				assertThat(statement.getMetaData().getColumnCount()).isOne();
				assertThat(items(statement.executeQuery())).containsExactly("acme");
			}
		});
	}

	@Test
	void settingsOfAStatementSurviveTheEndOfTheCombinedForm() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			connection.setAutoCommit(false);
			try (PreparedStatement statement = connection
				.prepareStatement(ITEMS + ", generate_series(1, ?) where quantity = ?")) {
				statement.setMaxRows(2);
				statement.setInt(2, 1);
				statement.setInt(1, 5);
				assertThat(items(statement.executeQuery())).hasSize(2);
				assertThat(items(statement.executeQuery())).hasSize(2);
				assertThat(statement.getMaxRows()).isEqualTo(2);
			}
			connection.rollback();
		});
	}

	@Test
	void kindOfExecuteMustFitTheStatement() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (PreparedStatement query = connection.prepareStatement(ITEMS);
					PreparedStatement update = connection.prepareStatement("update orders set quantity = 1")) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(query::executeUpdate);
				assertThatExceptionOfType(SQLException.class).isThrownBy(update::executeQuery);
				assertThat(query.execute()).isTrue();
				assertThat(items(query.getResultSet())).containsExactly("acme");
				assertThat(query.getMoreResults()).isFalse();
				assertThat(update.execute()).isFalse();
				assertThat(update.getUpdateCount()).isOne();
				assertThat(update.executeLargeUpdate()).isOne();
			}
		});
	}

}
