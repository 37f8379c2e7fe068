package io.stratum.controlplane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.api.StatefulRedisConnection;
import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisRateLimiterIntegrationTests {

	private static final RateLimit TEN_A_DAY = new RateLimit(10, Duration.ofDays(1));

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static RedisFixture redis;

	private final List<RedisRateLimiter> nodes = new ArrayList<>();

	private final String credential = "api_key::" + UUID.randomUUID();

	@BeforeAll
	static void start() {
		redis = new RedisFixture();
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@AfterEach
	void closeNodes() {
		this.nodes.forEach(RedisRateLimiter::close);
	}

	@Test
	void nodesCountTogether() {
		RedisRateLimiter first = patient();
		RedisRateLimiter second = patient();
		for (int count = 9; count >= 0; count--) {
			RateLimiter.Verdict verdict = ((count % 2 == 0) ? first : second).take(this.credential, TEN_A_DAY);
			assertThat(verdict.allowed()).isTrue();
			assertThat(verdict.remaining()).isEqualTo(count);
		}
		RateLimiter.Verdict refused = first.take(this.credential, TEN_A_DAY);
		assertThat(refused.allowed()).isFalse();
		assertThat(refused.retryAfter()).isPositive();
		assertThat(second.take(this.credential, TEN_A_DAY).allowed()).isFalse();
		assertThat(second.take("somebody else", TEN_A_DAY).allowed()).isTrue();
		assertThat(first.misses()).isZero();
	}

	@Test
	void manyThreadsOnTwoNodesTakeExactlyTheLimit() throws Exception {
		RateLimit limit = new RateLimit(500, Duration.ofDays(1));
		List<RedisRateLimiter> both = List.of(patient(), patient());
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Future<Integer>> taken = new ArrayList<>();
			for (int thread = 0; thread < 16; thread++) {
				RedisRateLimiter node = both.get(thread % 2);
				taken.add(threads.submit(() -> {
					int allowed = 0;
					for (int count = 0; count < 40; count++) {
						allowed += node.take(this.credential, limit).allowed() ? 1 : 0;
					}
					return allowed;
				}));
			}
			int sum = 0;
			for (Future<Integer> each : taken) {
				sum += each.get();
			}
			assertThat(both).allSatisfy((node) -> assertThat(node.misses()).isZero());
			assertThat(sum).isEqualTo(500);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void changedLimitBeginsAnew() {
		RedisRateLimiter node = patient();
		node.take(this.credential, TEN_A_DAY);
		assertThat(node.take(this.credential, new RateLimit(20, Duration.ofDays(1))).remaining()).isEqualTo(19);
	}

	@Test
	void countersVanishByThemselves() {
		patient().take(this.credential, TEN_A_DAY);
		try (StatefulRedisConnection<String, String> connection = redis.client().connect()) {
			List<String> keys = connection.sync().keys("stratum:limit:" + this.credential + "*");
			assertThat(keys).hasSize(1);
			assertThat(connection.sync().pttl(keys.get(0))).isPositive();
		}
	}

	@Test
	void nodeCountsByItselfWhileRedisIsAwayAndNoLonger() throws Exception {
		RedisRateLimiter node = node(RedisRateLimiter.of(redis.client(), new LocalRateLimiter()));
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> busy = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				busy.add(threads.submit(() -> {
					while (!done.get()) {
						node.take("busy", new RateLimit(1_000_000, Duration.ofDays(1)));
					}
				}));
			}
			redis.kill();
			await(() -> node.misses() > 0);
			assertThat(node.store()).isEqualTo(RateLimiter.Store.DISCONNECTED);
			for (int count = 0; count < 10; count++) {
				assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isTrue();
			}
			assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isFalse();
			redis.restart();
			await(() -> node.store() == RateLimiter.Store.CONNECTED);
			await(() -> node.take(this.credential, TEN_A_DAY).allowed());
			done.set(true);
			for (Future<?> each : busy) {
				each.get();
			}
		}
		finally {
			redis.restart();
			done.set(true);
			threads.shutdownNow();
		}
	}

	@Test
	void nodeThatMustNotCountByItselfRefuses() {
		RedisRateLimiter node = node(RedisRateLimiter.of(redis.client(), RedisRateLimiter.REFUSING));
		redis.kill();
		try {
			await(() -> node.store() == RateLimiter.Store.DISCONNECTED);
			assertThatExceptionOfType(StratumException.class).isThrownBy(() -> node.take(this.credential, TEN_A_DAY))
				.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
		}
		finally {
			redis.restart();
		}
		await(() -> node.store() == RateLimiter.Store.CONNECTED);
	}

	@Test
	void redisNeedNotBeThereAtTheStart() {
		redis.kill();
		RedisRateLimiter node = RedisRateLimiter.of(redis.client(), new LocalRateLimiter(), PATIENCE);
		this.nodes.add(node);
		try {
			assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isTrue();
			assertThat(node.misses()).isEqualTo(1);
		}
		finally {
			redis.restart();
		}
		await(() -> node.store() == RateLimiter.Store.CONNECTED);
		assertThat(node.take(this.credential, TEN_A_DAY).remaining()).isEqualTo(9);
	}

	/**
	 * Returns a node that waits for Redis however slow the machine is.
	 */
	private RedisRateLimiter patient() {
		return node(RedisRateLimiter.of(redis.client(), new LocalRateLimiter(), PATIENCE));
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(PATIENCE).until(condition);
	}

	private RedisRateLimiter node(RedisRateLimiter node) {
		this.nodes.add(node);
		await(() -> node.store() == RateLimiter.Store.CONNECTED);
		return node;
	}

}
