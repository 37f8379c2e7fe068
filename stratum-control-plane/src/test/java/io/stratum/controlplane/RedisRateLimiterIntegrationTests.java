package io.stratum.controlplane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.lettuce.core.api.StatefulRedisConnection;
import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(120)
class RedisRateLimiterIntegrationTests {

	private static final RateLimit TEN_A_DAY = new RateLimit(10, Duration.ofDays(1));

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
		RedisRateLimiter first = node(new LocalRateLimiter());
		RedisRateLimiter second = node(new LocalRateLimiter());
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
		List<RedisRateLimiter> both = List.of(node(new LocalRateLimiter()), node(new LocalRateLimiter()));
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
		RedisRateLimiter node = node(new LocalRateLimiter());
		node.take(this.credential, TEN_A_DAY);
		assertThat(node.take(this.credential, new RateLimit(20, Duration.ofDays(1))).remaining()).isEqualTo(19);
	}

	@Test
	void countersVanishByThemselves() {
		node(new LocalRateLimiter()).take(this.credential, TEN_A_DAY);
		try (StatefulRedisConnection<String, String> connection = redis.client().connect()) {
			List<String> keys = connection.sync().keys("stratum:limit:" + this.credential + "*");
			assertThat(keys).hasSize(1);
			assertThat(connection.sync().pttl(keys.get(0))).isPositive();
		}
	}

	@Test
	void nodeCountsByItselfWhileRedisIsAwayAndNoLonger() throws Exception {
		RedisRateLimiter node = node(new LocalRateLimiter());
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
			RedisFixture.await(() -> node.misses() > 0);
			assertThat(node.store()).isEqualTo(RateLimiter.Store.DISCONNECTED);
			for (int count = 0; count < 10; count++) {
				assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isTrue();
			}
			assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isFalse();
			redis.restart();
			RedisFixture.await(() -> node.store() == RateLimiter.Store.CONNECTED);
			RedisFixture.await(() -> node.take(this.credential, TEN_A_DAY).allowed());
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
		RedisRateLimiter node = node(RedisRateLimiter.REFUSING);
		redis.kill();
		try {
			RedisFixture.await(() -> node.store() == RateLimiter.Store.DISCONNECTED);
			assertThatExceptionOfType(StratumException.class).isThrownBy(() -> node.take(this.credential, TEN_A_DAY))
				.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
		}
		finally {
			redis.restart();
		}
		RedisFixture.await(() -> node.store() == RateLimiter.Store.CONNECTED);
	}

	@Test
	void redisNeedNotBeThereAtTheStart() {
		redis.kill();
		RedisRateLimiter node = RedisRateLimiter.of(redis.client(), new LocalRateLimiter());
		this.nodes.add(node);
		try {
			assertThat(node.take(this.credential, TEN_A_DAY).allowed()).isTrue();
			assertThat(node.misses()).isEqualTo(1);
		}
		finally {
			redis.restart();
		}
		RedisFixture.await(() -> node.store() == RateLimiter.Store.CONNECTED);
		assertThat(node.take(this.credential, TEN_A_DAY).remaining()).isEqualTo(9);
	}

	private RedisRateLimiter node(RateLimiter fallback) {
		RedisRateLimiter node = RedisRateLimiter.of(redis.client(), fallback);
		this.nodes.add(node);
		RedisFixture.await(() -> node.store() == RateLimiter.Store.CONNECTED);
		return node;
	}

}
