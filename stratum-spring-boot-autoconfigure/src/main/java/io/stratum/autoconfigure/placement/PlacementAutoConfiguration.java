package io.stratum.autoconfigure.placement;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.EngineAutoConfiguration;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.isolation.TenantDataSourceAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placements;
import io.stratum.isolation.placement.FleetFlywayCustomizer;
import io.stratum.isolation.placement.OutdatedPlaces;
import io.stratum.isolation.placement.RecordedPlacements;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.isolation.rls.RowLevelSecurity;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/**
 * Leads each tenant to the place of its rows.
 */
@AutoConfiguration(after = EngineAutoConfiguration.class,
		before = { TenantAutoConfiguration.class, TenantDataSourceAutoConfiguration.class })
@ConditionalOnClass(RecordedPlacements.class)
@ConditionalOnBean({ PlatformDatabase.class, EngineDatabase.class, JdbcConnectionDetails.class })
@EnableConfigurationProperties({ PlacementProperties.class, FleetProperties.class })
public final class PlacementAutoConfiguration {

	@Bean
	ConfiguredServers stratumConfiguredServers(DatabaseLogins logins, JdbcConnectionDetails home,
			PlacementProperties properties) {
		return new ConfiguredServers(logins, home, properties);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	TenantPools stratumTenantPools(ConfiguredServers servers, PlacementProperties properties) {
		return new TenantPools(servers.forApplication(), properties.pools().limits(), properties.schema().searchPath());
	}

	@Bean
	@ConditionalOnMissingBean
	Placements stratumPlacements(EngineDatabase database, ChangeFeed feed, ObjectProvider<OutdatedPlaces> outdated) {
		return new RecordedPlacements(database, feed, (place) -> outdated.getObject().admit(place));
	}

	@Bean
	@ConditionalOnMissingBean
	PlacedTables stratumPlacedTables(PlatformDatabase database, PlacementProperties properties, FleetProperties fleet,
			ObjectProvider<RowLevelSecurity> shared, ObjectProvider<Flyway> flyway,
			ObjectProvider<FleetFlywayCustomizer> customizers) {
		return new PlacedTables(database.owner(), shared, flyway, customizers, fleet.locations(),
				properties.schema().searchPath());
	}

}
