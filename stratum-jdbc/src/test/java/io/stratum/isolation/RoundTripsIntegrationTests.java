package io.stratum.isolation;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.isolation.binding.BindingOptions;
import io.stratum.isolation.binding.BindingOptions.CombineBinding;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripsIntegrationTests {

	private static IsolationFixture fixture;

	private static RoundTrips wire;

	private static HikariDataSource pool;

	@BeforeAll
	static void start() throws IOException {
		fixture = new IsolationFixture();
		wire = new RoundTrips(IsolationFixture.port());
		pool = fixture.pool("stratum_app", 1, wire.port());
	}

	@AfterAll
	static void stop() throws IOException {
		pool.close();
		wire.close();
		fixture.close();
	}

	@Test
	void combinedBindingCostsNoRoundTripInTransaction() throws SQLException {
		assertThat(roundTripsOfTransaction(bound(CombineBinding.AUTO))).isEqualTo(roundTripsOfTransaction(pool));
	}

	@Test
	void separateBindingCostsOneRoundTripPerTransaction() throws SQLException {
		assertThat(roundTripsOfTransaction(bound(CombineBinding.NEVER))).isEqualTo(roundTripsOfTransaction(pool) + 1);
	}

	@Test
	void combinedBindingCostsNoRoundTripOutsideTransaction() throws SQLException {
		assertThat(roundTripsOfStatement(bound(CombineBinding.AUTO))).isEqualTo(roundTripsOfStatement(pool))
			.isEqualTo(1);
	}

	@Test
	void shortTransactionCostsTwoRoundTrips() throws SQLException {
		assertThat(roundTripsOfStatement(bound(CombineBinding.NEVER))).isEqualTo(3);
	}

	private static DataSource bound(CombineBinding choice) {
		return new TenantDataSource(pool, fixture.context, Placements.sharedOnly(), PlacedConnections.none(),
				BindingOptions.defaults().combineBinding(choice));
	}

	private static int roundTripsOfTransaction(DataSource dataSource) throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme);
				Connection connection = dataSource.getConnection()) {
			int before = wire.count();
			connection.setAutoCommit(false);
			read(connection);
			read(connection);
			connection.commit();
			return wire.count() - before;
		}
	}

	private static int roundTripsOfStatement(DataSource dataSource) throws SQLException {
		try (TenantContext.Scope scope = fixture.context.bind(fixture.acme);
				Connection connection = dataSource.getConnection()) {
			int before = wire.count();
			read(connection);
			return wire.count() - before;
		}
	}

	private static void read(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("select item from orders where quantity > ?")) {
			statement.setInt(1, 0);
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
			}
		}
	}

}
