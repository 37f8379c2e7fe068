package io.stratum.benchmarks.sql;

import java.time.Duration;
import java.util.UUID;

import io.stratum.benchmarks.Wire;
import io.stratum.benchmarks.sql.Side.Operation;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the strategy and the interface, being bound costs no round trip.
 */
class BindingRoundTripsIntegrationTests {

	/** The driver prepares on the server from the fifth run on. */
	private static final int WARM_UP = 30;

	private static OrderDatabase orders;

	private static Wire wire;

	private static World world;

	@BeforeAll
	static void start() throws Exception {
		orders = new OrderDatabase();
		wire = new Wire(Pools.port(orders.home.url()), Duration.ZERO);
		world = new World(orders, wire.port());
	}

	@AfterAll
	static void stop() throws Exception {
		world.close();
		wire.close();
		orders.close();
	}

	@ParameterizedTest
	@EnumSource
	void sharedTablesCostNoneMoreThanAFilterByHand(Operation operation) throws Exception {
		assertNoneMore(operation, orders.shared);
	}

	@ParameterizedTest
	@EnumSource
	void schemaOfItsOwnCostsNoneMoreThanAPlainOne(Operation operation) throws Exception {
		assertNoneMore(operation, orders.schema);
	}

	@ParameterizedTest
	@EnumSource
	void databaseOfItsOwnCostsNoneMoreThanAPlainPool(Operation operation) throws Exception {
		assertNoneMore(operation, orders.database);
	}

	private static void assertNoneMore(Operation operation, Tenant tenant) throws Exception {
		assertThat(count(operation, world.ownJdbc(tenant), tenant))
			.isEqualTo(count(operation, world.otherJdbc(tenant), tenant));
		assertThat(count(operation, world.ownJpa(tenant), tenant))
			.isEqualTo(count(operation, world.otherJpa(tenant), tenant));
	}

	private static int count(Operation operation, Side side, Tenant tenant) throws Exception {
		UUID known = orders.known(tenant);
		for (int i = 0; i < WARM_UP; i++) {
			side.doing(operation, known).run();
		}
		return wire.during(side.doing(operation, known));
	}

}
