package io.stratum.isolation;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.sql.Wrapper;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.stratum.isolation.BindingOptions.CombineBinding;
import io.stratum.isolation.BindingOptions.OutsideTransaction;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.TenantSwitchedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Plain JDBC on a tenant's connection.
 */
class TenantDataSourceIntegrationTests {

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

	@Test
	void withoutTenantThePoolIsNotTouched() {
		TenantDataSource dataSource = new TenantDataSource(untouchable(), fixture.context);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(dataSource::getConnection);
	}

	@ParameterizedTest
	@EnumSource
	void statementOutsideTransactionSeesOwnRows(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			assertThat(direct(connection, ITEMS)).containsExactly("acme");
			assertThat(connection.getAutoCommit()).isTrue();
		});
	}

	@ParameterizedTest
	@EnumSource
	void eachTransactionOfAConnectionIsBound(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
			connection.setAutoCommit(false);
			for (int i = 0; i < 8; i++) {
				assertThat(prepared(connection, ITEMS)).containsExactly("acme");
				assertThat(direct(connection, ITEMS)).containsExactly("acme");
				if (i % 2 == 0) {
					connection.commit();
				}
				else {
					connection.rollback();
				}
			}
			assertThat(direct(connection, ITEMS)).containsExactly("acme");
			connection.setAutoCommit(true);
			assertThat(direct(connection, ITEMS)).containsExactly("acme");
		});
	}

	@ParameterizedTest
	@EnumSource
	void statementPreparedOnceServesManyTransactions(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
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

	@Test
	void nextTenantOnTheSameConnectionSeesItsOwnRows() throws SQLException {
		for (Tenant tenant : List.of(fixture.acme, fixture.globex, fixture.acmeEmea, fixture.acme)) {
			as(tenant, CombineBinding.AUTO,
					(connection) -> assertThat(prepared(connection, ITEMS)).containsExactly(tenant.slug()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void savepointKeepsTheBindingInBothOutcomes(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
			connection.setAutoCommit(false);
			Savepoint undone = connection.setSavepoint();
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			connection.rollback(undone);
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			Savepoint kept = connection.setSavepoint("kept");
			connection.releaseSavepoint(kept);
			assertThat(direct(connection, ITEMS)).containsExactly("acme");
			connection.rollback();
		});
	}

	@ParameterizedTest
	@EnumSource
	void failedTransactionTakesNothingAndTheNextIsBound(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
			connection.setAutoCommit(false);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared(connection, "select 1 / 0"))
				.matches((ex) -> ex.getSQLState().equals("22012"));
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared(connection, ITEMS))
					.matches((ex) -> ex.getSQLState().equals("25P02"));
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> direct(connection, ITEMS))
					.matches((ex) -> ex.getSQLState().equals("25P02"));
			}
			connection.rollback();
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			connection.rollback();
		});
	}

	@ParameterizedTest
	@EnumSource
	void failedStatementOutsideTransactionLeavesNothingOpen(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared(connection, "select 1 / 0"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> direct(connection, "select 1 / 0"));
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
		});
	}

	@ParameterizedTest
	@EnumSource
	void updatesReachOwnRowsOnly(CombineBinding choice) throws SQLException {
		as(fixture.acme, choice, (connection) -> {
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
		as(fixture.acme, choice, (connection) -> {
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
		as(fixture.acme, choice, (connection) -> {
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
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		as(fixture.acme, choice, (connection) -> {
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
	void readOnlyTransactionIsBoundAndRefusesWrites() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> update(connection, "update orders set quantity = 9"))
				.matches((ex) -> ex.getSQLState().equals("25006"));
			connection.rollback();
		});
	}

	@Test
	void isolationLevelMayBeSetByStatementBeforeTheFirstRead() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			connection.setAutoCommit(false);
			direct(connection, "set transaction isolation level repeatable read");
			assertThat(prepared(connection, "select current_setting('transaction_isolation')"))
				.containsExactly("repeatable read");
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			connection.rollback();
		});
	}

	@Test
	void functionCallRunsBound() throws SQLException {
		fixture.ownerRuns("create or replace function my_items() returns text language sql as "
				+ "$$ select string_agg(item, ',') from orders $$; grant execute on function my_items() to stratum_app");
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
	void otherTenantOnTheThreadStopsEveryStatement() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(ITEMS);
					TenantContext.Scope other = fixture.context.bind(fixture.globex)) {
				assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(statement::executeQuery);
				assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(() -> direct(connection, ITEMS));
				assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(() -> prepared(connection, ITEMS));
				assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(connection::setSavepoint);
			}
		});
	}

	@Test
	void noTenantOnTheThreadStopsEveryStatement() throws SQLException {
		TenantContext.Scope scope = fixture.context.bind(fixture.acme);
		try (Connection connection = fixture.dataSource.getConnection()) {
			scope.close();
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> direct(connection, ITEMS));
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> prepared(connection, ITEMS));
		}
	}

	@Test
	void nothingIsBoundAfterTheTransaction() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			prepared(connection, ITEMS);
			direct(connection, ITEMS);
		});
		try (Connection any = fixture.dataSource.anyConnection()) {
			assertThat(direct(any, "select coalesce(current_setting('app.current_tenant_id', true), '')"))
				.containsExactly("");
		}
	}

	@Test
	void anyConnectionSeesNoRowAndCannotWrite() throws SQLException {
		try (Connection any = fixture.dataSource.anyConnection()) {
			assertThat(prepared(any, ITEMS)).isEmpty();
			assertThat(update(any, "update orders set quantity = 9")).isZero();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> update(any, "insert into orders (item) values ('x')"));
			assertThat(any.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
		}
	}

	@Test
	void statementOutsideTransactionMayBeRefused() throws SQLException {
		for (CombineBinding choice : CombineBinding.values()) {
			TenantDataSource strict = new TenantDataSource(fixture.application, fixture.context,
					Placements.sharedOnly(), TenantPools.none(),
					BindingOptions.defaults().outsideTransaction(OutsideTransaction.REFUSE).combineBinding(choice));
			try (TenantContext.Scope scope = fixture.context.bind(fixture.acme);
					Connection connection = strict.getConnection()) {
				assertThatExceptionOfType(StatementRefusedException.class)
					.isThrownBy(() -> prepared(connection, ITEMS));
				assertThatExceptionOfType(StatementRefusedException.class).isThrownBy(() -> direct(connection, ITEMS));
				connection.setAutoCommit(false);
				assertThat(prepared(connection, ITEMS)).containsExactly("acme");
				connection.rollback();
			}
		}
	}

	@Test
	void everythingLeadsBackToTheBoundConnection() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
			try (PreparedStatement statement = connection.prepareStatement(ITEMS);
					ResultSet rows = statement.executeQuery();
					ResultSet tables = connection.getMetaData().getTables(null, null, "orders", null)) {
				assertThat(statement.getConnection()).isSameAs(connection);
				assertThat(rows.getStatement()).isSameAs(statement);
				assertThat(tables.getStatement().getConnection()).isSameAs(connection);
				for (Wrapper wrapper : List.of(connection, statement, rows, connection.getMetaData())) {
					assertThat(wrapper.isWrapperFor(PGConnection.class)).isFalse();
					assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
						.isThrownBy(() -> wrapper.unwrap(PGConnection.class));
				}
			}
		});
	}

	@Test
	void textThatLeavesTheBindingIsRefused() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
			assertRefused(() -> direct(connection, "commit"));
			assertRefused(() -> connection.prepareStatement("set role stratum_platform"));
			assertRefused(() -> connection.prepareCall("reset all"));
			assertRefused(() -> connection.setSchema("public"));
			assertRefused(() -> connection.setCatalog("postgres"));
			try (Statement statement = connection.createStatement()) {
				assertRefused(() -> statement.addBatch("rollback"));
			}
		});
	}

	@Test
	void parameterBeforeTheFirstDoesNotReachTheBinding() throws SQLException {
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		as(fixture.acme, CombineBinding.AUTO, (connection) -> {
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

	private static DataSource untouchable() {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				throw new AssertionError("The pool was touched.");
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		};
	}

	private static void as(Tenant tenant, CombineBinding choice, Work work) throws SQLException {
		TenantDataSource dataSource = new TenantDataSource(fixture.application, fixture.context,
				Placements.sharedOnly(), TenantPools.none(), BindingOptions.defaults().combineBinding(choice));
		try (TenantContext.Scope scope = fixture.context.bind(tenant);
				Connection connection = dataSource.getConnection()) {
			work.run(connection);
		}
	}

	private static List<String> prepared(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return items(statement.executeQuery());
		}
	}

	private static List<String> direct(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.execute(sql) ? items(statement.getResultSet()) : List.of();
		}
	}

	private static int update(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			return statement.executeUpdate();
		}
	}

	private static List<String> items(ResultSet rows) throws SQLException {
		Stream.Builder<String> items = Stream.builder();
		while (rows.next()) {
			items.add(rows.getString(1));
		}
		return items.build().toList();
	}

	private static void assertRefused(ThrowingCallable work) {
		assertThatExceptionOfType(StatementRefusedException.class).isThrownBy(work);
	}

	private interface Work {

		void run(Connection connection) throws SQLException;

	}

}
