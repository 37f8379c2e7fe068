package io.stratum.benchmarks.start;

import java.time.Duration;
import java.util.Map;

import io.stratum.benchmarks.Wire;
import io.stratum.benchmarks.http.Properties;
import io.stratum.benchmarks.sql.Pools;
import io.stratum.benchmarks.tenanted.TenantedApplication;
import io.stratum.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a start on a migrated database waits for it, counted on the wire.
 */
class StartRoundTripsIntegrationTests {

	/**
	 * With Flyway, Hibernate, ten connections of the application and four tables of
	 * tenants.
	 */
	private static final int MOST_ROUND_TRIPS = 160;

	@Test
	void secondStartAsksNoMoreThanItMust() throws Exception {
		try (TestDatabase database = TestDatabase.create();
				Wire wire = new Wire(Pools.port(database.url()), Duration.ZERO)) {
			startAndStop(Properties.tenanted(database.url(), database.roles()));
			Map<String, Object> counted = Properties.tenanted(Pools.through(database.url(), wire.port()),
					database.roles());
			// What asks for news each second would count more on a slow machine.
			counted.put("stratum.cache.listen-url", database.url());
			int roundTrips = wire.during(() -> startAndStop(counted));
			assertThat(roundTrips).isLessThanOrEqualTo(MOST_ROUND_TRIPS);
		}
	}

	private static void startAndStop(Map<String, Object> properties) {
		String[] arguments = properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		SpringApplication application = new SpringApplication(TenantedApplication.class);
		application.setDefaultProperties(
				Map.of("server.port", 0, "spring.main.banner-mode", "off", "stratum.cache.max-staleness", "1h"));
		application.run(arguments).close();
	}

}
