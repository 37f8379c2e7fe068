package io.stratum.autoconfigure.controlplane;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.stratum.controlplane.RateLimiter;
import io.stratum.controlplane.RedisRateLimiter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that count requests in a Redis that is killed and comes back.
 */
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
		assertThat(health(lenient).string("/redis")).isEqualTo("disconnected");
		assertThat(health(strict).string("/redis")).isEqualTo("disconnected");
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
		// A slow machine keeps the answer of a Redis that is there from coming in time.
		await(() -> strict.operator().get("/tenants").status() == 200);
		await(RedisRateLimitIntegrationTests::nextRequestIsCounted);
	}

	private static void assertConnected(ControlPlane application) {
		RateLimiter limiter = application.bean(RateLimiter.class);
		assertThat(limiter).isInstanceOf(RedisRateLimiter.class);
		await(() -> limiter.store() == RateLimiter.Store.CONNECTED);
		await(() -> health(application).string("/redis").equals("connected"));
	}

	private static Reply health(ControlPlane application) {
		Reply health = application.stranger().get("/health");
		assertThat(health.status()).isEqualTo(200);
		return health;
	}

	private static boolean nextRequestIsCounted() {
		double missed = misses(lenient);
		assertThat(lenient.operator().get("/tenants").status()).isEqualTo(200);
		return misses(lenient) == missed;
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
