package io.stratum.autoconfigure.placement;

import java.time.InstantSource;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.isolation.RowLevelSecurityAutoConfiguration;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.check.PlacementChecks;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.fleet.FleetGate;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.placement.OutdatedPlaces;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Brings the application's migrations to the places of all tenants.
 */
@AutoConfiguration(after = { ProvisioningAutoConfiguration.class, RowLevelSecurityAutoConfiguration.class })
@ConditionalOnBean(ConfiguredServers.class)
public final class FleetMigrationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FleetMigration stratumFleetMigration(EngineDatabase database, Journal journal, ConfiguredServers servers,
			PlacedTables tables, FleetProperties properties) {
		return new FleetMigration(database, journal, servers.forOwner(), tables.blueprint(), properties.options());
	}

	@Bean
	@ConditionalOnMissingBean
	OutdatedPlaces stratumOutdatedPlaces(FleetMigration fleet, FleetProperties properties) {
		return new FleetGate(fleet, properties.behind());
	}

	@Bean
	FleetInitializer stratumFleetInitializer(FleetMigration fleet, FleetProperties properties) {
		return new FleetInitializer(fleet, properties.run());
	}

	@Bean
	@Lazy
	DoctorCheck stratumClockCheck(PlatformDatabase database, ConfiguredServers servers) {
		return PlacementChecks.clocks(database.platform(), servers.forOwner(), servers.names(), InstantSource.system());
	}

}
