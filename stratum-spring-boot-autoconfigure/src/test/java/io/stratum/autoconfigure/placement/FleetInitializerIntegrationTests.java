package io.stratum.autoconfigure.placement;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the start does when a placement does not follow.
 */
class FleetInitializerIntegrationTests {

	@Test
	void requiredRunThatFailsEndsTheStartWithTenantErrorAndWaysOut() {
		try (ConfigurableApplicationContext application = DepotApplication.run()) {
			FleetMigration fleet = application.getBean(FleetMigration.class);
			application.getBean(Tenants.class)
				.create(NewTenant.root("hooli", "Hooli").isolatedBy(IsolationStrategy.SCHEMA));
			breakPlaceOf("hooli", JdbcClient.create(application.getBean(PlatformDatabase.class).owner()));
			assertThatExceptionOfType(StratumStartupException.class)
				.isThrownBy(() -> start(fleet, FleetProperties.Run.REQUIRED))
				.satisfies((ex) -> assertThat(ex.description()).contains("1 placements of tenants failed", "hooli",
						"First error: "))
				.satisfies((ex) -> assertThat(ex.action()).contains("stratum.isolation.fleet.run",
						"stratum.isolation.fleet.behind"));
			assertThatNoException().isThrownBy(() -> start(fleet, FleetProperties.Run.STARTUP));
			assertThatNoException().isThrownBy(() -> start(fleet, FleetProperties.Run.MANUAL));
		}
	}

	private static void start(FleetMigration fleet, FleetProperties.Run when) {
		new FleetInitializer(fleet, when).afterSingletonsInstantiated();
	}

	private static void breakPlaceOf(String slug, JdbcClient owner) {
		String schema = owner.sql("""
				update stratum.placement
				set blueprint = 0
				where tenant_id = (select id from stratum.tenant where slug = ?)
				returning schema
				""").param(slug).query(String.class).single();
		owner.sql("drop table " + schema + ".flyway_schema_history").update();
	}

}
