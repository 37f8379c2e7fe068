package io.stratum.benchmarks;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.IssuedApiKey;
import io.stratum.access.NewApiKey;
import io.stratum.benchmarks.sql.Pools;
import io.stratum.config.ConfigChange;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often the engine waits for its database, counted on the wire.
 */
class RoundTripsIntegrationTests {

	private static TestDatabase database;

	private static Engine writer;

	private static Wire wire;

	private static HikariDataSource pool;

	/** Another node over the same tables, whose memory is empty. */
	private static Engine counted;

	private static Tenant acme;

	@BeforeAll
	static void start() throws Exception {
		database = TestDatabase.create();
		writer = new Engine(database.platform(), database.platform());
		wire = new Wire(Pools.port(database.url()), Duration.ZERO);
		pool = Pools.open(Pools.through(database.url(), wire.port()), database.roles().platform());
		pool.getConnection().close();
		acme = writer.chain("acme", 20);
	}

	@AfterAll
	static void stop() throws Exception {
		counted.close();
		pool.close();
		wire.close();
		writer.close();
		database.close();
	}

	private static Engine counted() {
		if (counted != null) {
			counted.close();
		}
		counted = new Engine(pool, database.platform());
		return counted;
	}

	@Test
	void tenantIsCreatedInFourRoundTrips() throws Exception {
		Engine engine = counted();
		Tenant parent = engine.tenants.find(acme.path().root()).orElseThrow();
		// The first one teaches the driver the types of the connection.
		engine.tenants.create(NewTenant.childOf(parent.id(), "acme_apac", "APAC"));
		assertThat(wire.during(() -> engine.tenants.create(NewTenant.childOf(parent.id(), "acme_emea", "EMEA"))))
			.isLessThanOrEqualTo(4);
	}

	@Test
	void configIsResolvedColdInTwoRoundTripsAtAnyDepthAndWarmInNone() throws Exception {
		writer.config.set(acme.path().root(), ConfigChange.of("colour", "green"));
		Engine engine = counted();
		assertThat(wire.during(() -> engine.config.resolve(acme.id()))).isLessThanOrEqualTo(2);
		assertThat(wire.during(() -> engine.config.resolve(acme.id()))).isZero();
	}

	@Test
	void keyIsAuthenticatedColdInOneRoundTripAndWarmInNone() throws Exception {
		IssuedApiKey key = writer.apiKeys.create(NewApiKey.of(acme.id(), ApiKeySettings.DEFAULTS));
		Engine engine = counted();
		assertThat(wire.during(() -> assertThat(engine.apiKeys.authenticate(key.plaintext())).isPresent())).isOne();
		assertThat(wire.during(() -> assertThat(engine.apiKeys.authenticate(key.plaintext())).isPresent())).isZero();
	}

	@Test
	void permissionsAndPoliciesAreAskedInNoRoundTripOnceWarm() throws Exception {
		Engine engine = counted();
		try (var scope = engine.context.bind(acme)) {
			engine.permissions.allows("orders.read");
			assertThat(wire.during(() -> engine.permissions.allows("orders.read"))).isZero();
		}
	}

}
