package io.stratum.autoconfigure.controlplane;

import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.RedisClusterClient;
import io.stratum.controlplane.LocalRateLimiter;
import io.stratum.controlplane.RateLimiter;
import io.stratum.controlplane.RedisRateLimiter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Counts requests in Redis, for all nodes together.
 */
@AutoConfiguration(after = DataRedisAutoConfiguration.class, before = ControlPlaneAutoConfiguration.class)
@ConditionalOnClass({ RedisRateLimiter.class, LettuceConnectionFactory.class, Bucket4jLettuce.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnProperty(name = "stratum.rate-limit.store", havingValue = "REDIS")
@ConditionalOnBean(LettuceConnectionFactory.class)
@ConditionalOnMissingBean(RateLimiter.class)
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RedisRateLimitAutoConfiguration {

	@Bean
	RedisRateLimiter stratumRedisRateLimiter(LettuceConnectionFactory redis, RateLimitProperties properties) {
		RateLimiter fallback = switch (properties.onStoreFailure()) {
			case LOCAL -> new LocalRateLimiter();
			case DENY -> RedisRateLimiter.REFUSING;
		};
		AbstractRedisClient client = redis.getRequiredNativeClient();
		return (client instanceof RedisClusterClient cluster) ? RedisRateLimiter.of(cluster, fallback)
				: RedisRateLimiter.of((RedisClient) client, fallback);
	}

}
