package io.stratum.autoconfigure.controlplane;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.stratum.controlplane.RateLimiter;
import io.stratum.controlplane.RedisRateLimiter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows how often Redis did not count requests.
 */
@AutoConfiguration(after = RedisRateLimitAutoConfiguration.class)
@ConditionalOnClass({ MeterBinder.class, RedisRateLimiter.class })
@ConditionalOnBean(RedisRateLimiter.class)
public final class RateLimitMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "stratumRateLimitMetrics")
	MeterBinder stratumRateLimitMetrics(RedisRateLimiter limiter) {
		return (registry) -> {
			FunctionCounter.builder("stratum.rate_limit.store.misses", limiter, RedisRateLimiter::misses)
				.description("Requests that Redis did not count.")
				.register(registry);
			Gauge.builder("stratum.rate_limit.store.connected", limiter, (store) -> connected(store.store()))
				.description("Whether Redis counts requests.")
				.register(registry);
		};
	}

	private static double connected(RateLimiter.Store store) {
		return (store == RateLimiter.Store.CONNECTED) ? 1 : 0;
	}

}
