package io.stratum.autoconfigure.placement;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.stratum.isolation.pool.PoolMetrics;
import io.stratum.isolation.pool.TenantPools;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows how many connections the places of tenants have, by server.
 */
@AutoConfiguration(after = PlacementAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean({ ConfiguredServers.class, TenantPools.class })
public final class PoolMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	PoolMetrics stratumPoolMetrics(TenantPools pools, ConfiguredServers servers) {
		return new PoolMetrics(pools, servers.names());
	}

}
