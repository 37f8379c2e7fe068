package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.isolation.binding.BindingOptions.OutsideTransaction;
import io.stratum.isolation.binding.StatementRefusedException;
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

import static io.stratum.isolation.JdbcWork.direct;
import static io.stratum.isolation.JdbcWork.prepared;
import static io.stratum.isolation.JdbcWork.update;
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
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			assertThat(direct(connection, ITEMS)).containsExactly("acme");
			assertThat(connection.getAutoCommit()).isTrue();
		});
	}

	@ParameterizedTest
	@EnumSource
	void eachTransactionOfAConnectionIsBound(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
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

	@Test
	void nextTenantOnTheSameConnectionSeesItsOwnRows() throws SQLException {
		for (Tenant tenant : List.of(fixture.acme, fixture.globex, fixture.acmeEmea, fixture.acme)) {
			JdbcWork.as(fixture, tenant, CombineBinding.AUTO,
					(connection) -> assertThat(prepared(connection, ITEMS)).containsExactly(tenant.slug()));
		}
	}

	@ParameterizedTest
	@EnumSource
	void savepointKeepsTheBindingInBothOutcomes(CombineBinding choice) throws SQLException {
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
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
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
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
		JdbcWork.as(fixture, fixture.acme, choice, (connection) -> {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> prepared(connection, "select 1 / 0"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> direct(connection, "select 1 / 0"));
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
		});
	}

	@Test
	void readOnlyTransactionIsBoundAndRefusesWrites() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
			connection.setAutoCommit(false);
			direct(connection, "set transaction isolation level repeatable read");
			assertThat(prepared(connection, "select current_setting('transaction_isolation')"))
				.containsExactly("repeatable read");
			assertThat(prepared(connection, ITEMS)).containsExactly("acme");
			connection.rollback();
		});
	}

	@Test
	void otherTenantOnTheThreadStopsEveryStatement() throws SQLException {
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
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
					Placements.sharedOnly(), PlacedConnections.none(),
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
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
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
		JdbcWork.as(fixture, fixture.acme, CombineBinding.AUTO, (connection) -> {
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

	private static void assertRefused(ThrowingCallable work) {
		assertThatExceptionOfType(StatementRefusedException.class).isThrownBy(work);
	}

}
