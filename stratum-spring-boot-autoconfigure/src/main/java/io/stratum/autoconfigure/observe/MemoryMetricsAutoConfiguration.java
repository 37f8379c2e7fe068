package io.stratum.autoconfigure.observe;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.stratum.Stratum;
import io.stratum.autoconfigure.StratumAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows how full the engine's memory is and how often it answers.
 */
@AutoConfiguration(after = StratumAutoConfiguration.class)
@ConditionalOnClass(CaffeineCacheMetrics.class)
@ConditionalOnBean(Stratum.class)
public final class MemoryMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "stratumMemoryMetrics")
	MeterBinder stratumMemoryMetrics(Stratum stratum) {
		return (registry) -> {
			CaffeineCacheMetrics.monitor(registry, stratum.tenants().memory().figures(), "stratum.tenants");
			CaffeineCacheMetrics.monitor(registry, stratum.config().figures(), "stratum.config");
			CaffeineCacheMetrics.monitor(registry, stratum.permissions().figures(), "stratum.permissions");
			CaffeineCacheMetrics.monitor(registry, stratum.policies().figures(), "stratum.policies");
			CaffeineCacheMetrics.monitor(registry, stratum.apiKeys().figures(), "stratum.api_keys");
		};
	}

}
