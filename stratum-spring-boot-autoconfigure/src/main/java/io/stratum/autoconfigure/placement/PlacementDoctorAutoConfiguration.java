package io.stratum.autoconfigure.placement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placement;
import io.stratum.isolation.check.PlacementChecks;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.placement.PlacementInventory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Has the doctor look at the places of tenants too.
 */
@AutoConfiguration(after = FleetMigrationAutoConfiguration.class)
@ConditionalOnBean(ConfiguredServers.class)
public final class PlacementDoctorAutoConfiguration {

	/** What Hikari opens unless told otherwise. */
	private static final int POOL = 10;

	@Bean
	@ConditionalOnMissingBean
	PlacementInventory stratumPlacementInventory(EngineDatabase database, ConfiguredServers servers,
			PlacementProperties properties, Environment environment) {
		return new PlacementInventory(database, servers.forOwner(), servers.names(), properties.names(environment));
	}

	@Bean
	@Lazy
	DoctorCheck stratumFleetCheck(FleetMigration fleet, PlacementInventory inventory, Environment environment) {
		return PlacementChecks.fleet(fleet, inventory,
				environment.getProperty("stratum.doctor.placements", Integer.class, 10));
	}

	@Bean
	@Lazy
	DoctorCheck stratumInventoryCheck(PlacementInventory inventory) {
		return PlacementChecks.inventory(inventory);
	}

	@Bean
	@Lazy
	DoctorCheck stratumSearchPathCheck(PlatformDatabase database, PlacedTables tables, PlacementProperties properties) {
		return PlacementChecks.searchPath(database.owner(), List.of(tables.homeSchema()),
				properties.schema().searchPath());
	}

	@Bean
	@Lazy
	DoctorCheck stratumCeilingCheck(ConfiguredServers servers, PlacementProperties properties,
			Environment environment) {
		Map<String, Integer> ceilings = new HashMap<>(servers.ceilings(properties.pools().maxConnections()));
		int shared = environment.getProperty("spring.datasource.hikari.maximum-pool-size", Integer.class, POOL);
		ceilings.merge(Placement.HOME, shared, Integer::sum);
		return PlacementChecks.ceilings(servers.forOwner(), ceilings);
	}

}
