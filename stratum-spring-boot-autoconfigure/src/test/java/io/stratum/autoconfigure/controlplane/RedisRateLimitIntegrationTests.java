package io.stratum.autoconfigure.controlplane;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import io.micrometer.core.instrument.MeterRegistry;
import io.stratum.controlplane.RateLimiter;
import io.stratum.controlplane.RedisRateLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that count requests in a Redis that is killed and comes back.
 */
@Timeout(180)
class RedisRateLimitIntegrationTests {

	private static Redis redis;

	private static ControlPlane lenient;

	private static ControlPlane strict;

	@BeforeAll
	static void start() {
		redis = new Redis();
		lenient = ControlPlane.start(settings("LOCAL"));
		strict = ControlPlane.start(settings("DENY"));
	}

	@AfterAll
	static void stop() {
		strict.close();
		lenient.close();
		redis.close();
	}

	@Test
	void redisIsKilledAndComesBack() {
		assertConnected(lenient);
		assertConnected(strict);
		assertThat(lenient.operator().get("/tenants").header("X-RateLimit-Remaining")).isEqualTo("999");
		redis.close();
		assertHealth(lenient, "disconnected");
		assertHealth(strict, "disconnected");
		assertThat(lenient.operator().get("/tenants").status()).isEqualTo(200);
		assertThat(lenient.operator().get("/tenants").header("X-RateLimit-Remaining")).isNotEmpty();
		assertThat(misses(lenient)).isPositive();
		Reply refused = strict.operator().get("/tenants");
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.code()).isEqualTo("SERVICE_UNAVAILABLE");
		assertThat(refused.string("/error/details/reason")).isEqualTo("rate_limit");
		assertThat(refused.header("Retry-After")).isEqualTo("1");
		assertThat(strict.operator().withKey("sk_live_" + "x".repeat(43)).get("/tenants").status()).isEqualTo(401);
		redis.start();
		assertConnected(lenient);
		assertConnected(strict);
		double missed = misses(lenient);
		assertThat(lenient.operator().get("/tenants").status()).isEqualTo(200);
		assertThat(strict.operator().get("/tenants").status()).isEqualTo(200);
		assertThat(misses(lenient)).isEqualTo(missed);
	}

	private static void assertConnected(ControlPlane application) {
		RateLimiter limiter = application.bean(RateLimiter.class);
		assertThat(limiter).isInstanceOf(RedisRateLimiter.class);
		while (limiter.store() != RateLimiter.Store.CONNECTED) {
			LockSupport.parkNanos(20_000_000);
			assertThat(Thread.interrupted()).isFalse();
		}
		assertHealth(application, "connected");
	}

	private static void assertHealth(ControlPlane application, String redis) {
		Reply health = application.stranger().get("/health");
		assertThat(health.status()).isEqualTo(200);
		assertThat(health.string("/redis")).isEqualTo(redis);
	}

	private static double misses(ControlPlane application) {
		return application.bean(MeterRegistry.class).get("stratum.rate_limit.store.misses").functionCounter().count();
	}

	private static Map<String, Object> settings(String onFailure) {
		Map<String, Object> settings = new HashMap<>();
		settings.put("spring.data.redis.url", redis.url());
		settings.put("stratum.rate-limit.store", "redis");
		settings.put("stratum.rate-limit.on-store-failure", onFailure);
		settings.put("stratum.rate-limit.limit", 1000);
		return settings;
	}

}
