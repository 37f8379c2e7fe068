package io.stratum.isolation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.isolation.binding.SearchPath;
import io.stratum.isolation.pool.PoolFigures;
import io.stratum.isolation.pool.PoolLimits;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantSwitchedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tenants of all three strategies, one after another on one thread.
 */
class TenantPlacementsIntegrationTests {

	private static final Map<Tenant, Placement> PLACES = new HashMap<>();

	private static final Tenant SHARED = IsolationFixture.stranger("shared");

	private static final Tenant SCHEMA = IsolationFixture.stranger("schema");

	private static final Tenant NEIGHBOUR = IsolationFixture.stranger("neighbour");

	private static final Tenant DATABASE = IsolationFixture.stranger("database");

	private static final List<Tenant> ALL = List.of(SHARED, SCHEMA, NEIGHBOUR, DATABASE);

	private static IsolationFixture fixture;

	private static TenantPools pools;

	private static TenantDataSource dataSource;

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture();
		PLACES.put(SHARED, Placement.shared());
		PLACES.put(SCHEMA, fixture.createSchema(Placement.HOME));
		PLACES.put(NEIGHBOUR, fixture.createSchema(Placement.HOME));
		PLACES.put(DATABASE, fixture.createDatabase("cell"));
		pools = new TenantPools((name) -> fixture.server(name, 10), PoolLimits.defaults(), List.of("public"));
		dataSource = new TenantDataSource(fixture.application, fixture.context, PLACES::get, pools,
				BindingOptions.defaults().statementTimeout(Duration.ofSeconds(30)));
		ALL.forEach((tenant) -> IsolationFixture.giveOrder(dataSource, fixture.context, tenant));
	}

	@AfterAll
	static void stop() {
		pools.close();
		fixture.close();
	}

	@Test
	void eachTenantReadsItsOwnPlace() {
		// Often enough for the schemas to become hot.
		for (int round = 0; round < 30; round++) {
			for (Tenant tenant : ALL) {
				assertThat(items(tenant, "select item from orders")).containsExactly(tenant.slug());
			}
		}
		assertThat(pools.figures()).extracting(PoolFigures::server).contains("cell", Placement.HOME);
	}

	@Test
	void qualifiedNameInAnotherTenantsSchemaShowsNothing() {
		String foreign = PLACES.get(NEIGHBOUR).schema() + ".orders";
		assertThat(items(SCHEMA, "select item from " + foreign)).isEmpty();
		assertThat(items(SHARED, "select item from " + foreign)).isEmpty();
		assertThat(items(SCHEMA, "select item from public.orders")).isEmpty();
	}

	@Test
	void searchPathEndsWithTheTransaction() throws SQLException {
		items(SCHEMA, "select item from orders");
		try (Connection any = dataSource.anyConnection();
				PreparedStatement statement = any.prepareStatement("select current_setting('search_path')");
				var rows = statement.executeQuery()) {
			rows.next();
			assertThat(rows.getString(1)).doesNotContain("t_");
		}
	}

	@ParameterizedTest
	@CsvSource({ "AUTO, true", "AUTO, false", "NEVER, true", "NEVER, false" })
	void changedColumnsArePreparedAnewBeforeARowIsRead(CombineBinding choice, boolean autoCommit) throws SQLException {
		TenantDataSource own = new TenantDataSource(fixture.application, fixture.context, PLACES::get, pools,
				BindingOptions.defaults().combineBinding(choice));
		try (TenantContext.Scope scope = fixture.context.bind(SHARED); Connection connection = own.getConnection()) {
			connection.setAutoCommit(autoCommit);
			readOften(connection);
			fixture.ownerRuns("alter table orders add column note_" + choice + "_" + autoCommit + " text");
			readOften(connection);
		}
	}

	private static void readOften(Connection connection) throws SQLException {
		for (int i = 0; i < 8; i++) {
			try (PreparedStatement statement = connection.prepareStatement("select * from orders");
					var rows = statement.executeQuery()) {
				assertThat(rows.next()).isTrue();
			}
			if (!connection.getAutoCommit()) {
				connection.commit();
			}
		}
	}

	@Test
	void subtreeIsReadThroughTheReaderAndNotWritten() throws SQLException {
		fixture.givenOneOrderEach();
		read(List.of(fixture.acme.id(), fixture.acmeEmea.id())).begin();
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme);
				Connection connection = fixture.dataSource.getConnection()) {
			assertThat(items(connection, "select item from orders order by item")).containsExactly("acme", "acme_emea");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> items(connection, "update orders set quantity = 2 returning item"))
				.matches((ex) -> ex.getSQLState().equals("42501"));
			connection.setAutoCommit(false);
			assertThat(items(connection, "select item from orders")).hasSize(2);
			connection.rollback();
		}
		finally {
			SubtreeRead.end();
		}
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme);
				Connection connection = fixture.dataSource.getConnection()) {
			assertThat(items(connection, "select item from orders")).containsExactly("acme");
			assertThat(items(connection, "select current_user::text")).containsExactly("stratum_app");
		}
	}

	@Test
	void subtreeOfAnotherTenantThanTheBoundIsRefused() {
		read(List.of()).begin();
		try (TenantContext.Scope scope = fixture.context.bind(fixture.globex)) {
			assertThatExceptionOfType(TenantSwitchedException.class)
				.isThrownBy(() -> fixture.dataSource.getConnection());
		}
		finally {
			SubtreeRead.end();
		}
	}

	private static SubtreeRead read(List<TenantId> visible) {
		return SubtreeRead.of(fixture.acme, Placement.shared(), SubtreeRead.array(visible), "stratum_subtree");
	}

	@Test
	void statementOfAConnectionGivenBackIsDead() throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(DATABASE)) {
			Connection connection = dataSource.getConnection();
			PreparedStatement statement = connection.prepareStatement("select item from orders");
			connection.close();
			assertThat(connection.isClosed()).isTrue();
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeQuery);
			assertThatExceptionOfType(SQLException.class).isThrownBy(connection::createStatement);
			connection.close();
		}
	}

	@Test
	void whatABorrowerChangedIsUndone() throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(DATABASE)) {
			try (Connection connection = dataSource.getConnection()) {
				connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
				connection.setReadOnly(true);
				connection.setAutoCommit(false);
				items(connection, "select item from orders");
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(connection.isReadOnly()).isFalse();
				assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
			}
		}
	}

	@Test
	void whatABorrowerLeftOpenIsRolledBack() throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(DATABASE)) {
			try (Connection connection = dataSource.getConnection()) {
				connection.setAutoCommit(false);
				assertThat(items(connection, "update orders set quantity = 99 returning item")).hasSize(1);
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(items(connection, "select quantity::text from orders")).containsExactly("1");
			}
		}
	}

	@Test
	void figuresOfTheHomePoolAreSeenWithoutItsConnections() throws SQLException {
		assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
		assertThat(dataSource.unwrap(HikariConfigMXBean.class).getMaximumPoolSize())
			.isEqualTo(fixture.application.getMaximumPoolSize());
		try (HikariDataSource view = dataSource.unwrap(HikariDataSource.class)) {
			assertThat(view.getHikariPoolMXBean().getTotalConnections()).isPositive();
			assertThatExceptionOfType(SQLException.class).isThrownBy(view::getConnection);
		}
		assertThat(fixture.application.isClosed()).isFalse();
	}

	@Test
	void schemaMustHaveTheNameOfATenantsSchema() {
		for (String name : List.of("public", "t_1", "t_" + "g".repeat(32), "t_" + "a".repeat(33),
				"T_" + "a".repeat(32))) {
			assertThatIllegalArgumentException().isThrownBy(() -> SearchPath.of(name, List.of()));
		}
		assertThat(SearchPath.of("t_" + "a".repeat(32), List.of("e\"xt")))
			.isEqualTo("\"t_" + "a".repeat(32) + "\", \"e\"\"xt\"");
	}

	private static List<String> items(Tenant tenant, String sql) {
		try (TenantContext.Scope scope = fixture.context.bind(tenant)) {
			return JdbcClient.create(dataSource).sql(sql).query(String.class).list();
		}
	}

	private static List<String> items(Connection connection, String sql) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql); var rows = statement.executeQuery()) {
			List<String> items = new ArrayList<>();
			while (rows.next()) {
				items.add(rows.getString(1));
			}
			return items;
		}
	}

}
