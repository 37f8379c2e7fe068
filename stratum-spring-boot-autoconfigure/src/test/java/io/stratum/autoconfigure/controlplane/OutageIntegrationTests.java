package io.stratum.autoconfigure.controlplane;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.embedded.EmbeddedDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers are told when the database is away or busy.
 */
class OutageIntegrationTests {

	@Test
	void databaseIsAway() {
		try (ControlPlane application = ControlPlane.start(Map.of())) {
			ApiClient operator = application.operator();
			assertThat(operator.get("/tenants").status()).isEqualTo(200);
			application.bean(EmbeddedDatabase.class).close();
			assertAbsent(operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"a\"}"));
			assertAbsent(operator.with("Idempotency-Key", "k").post("/tenants", "{\"name\": \"a\", \"slug\": \"b\"}"));
			assertAbsent(operator.get("/tenants/" + UUID.randomUUID()));
			assertAbsent(operator.withKey("sk_live_" + "x".repeat(43)).get("/tenants"));
			Reply health = application.stranger().get("/health");
			assertThat(health.status()).isEqualTo(503);
			assertThat(health.string("/status")).isEqualTo("unavailable");
			assertThat(health.string("/db")).isEqualTo("disconnected");
			assertThat(health.header("Retry-After")).isEqualTo("1");
		}
	}

	@Test
	void poolIsExhausted() throws Exception {
		try (ControlPlane application = ControlPlane.start(Map.of("stratum.platform.pool.maximum-size", 2))) {
			ApiClient operator = application.operator();
			assertThat(operator.get("/tenants").status()).isEqualTo(200);
			String body = "{\"name\": \"a\", \"slug\": \"a\"}";
			try (Connection first = borrow(application); Connection second = borrow(application)) {
				assertAbsent(operator.post("/tenants", body));
			}
			assertThat(operator.post("/tenants", body).status()).isEqualTo(201);
		}
	}

	@Test
	void twoHundredAtOnceShareTenConnections() throws Exception {
		try (ControlPlane application = ControlPlane.start(Map.of("stratum.platform.pool.maximum-size", 10))) {
			Forest forest = new Forest(application);
			// Whoever comes last on a slow machine waits longer than a caller should.
			((HikariDataSource) application.database().getTargetDataSource()).setConnectionTimeout(300_000);
			List<Integer> statuses = together(200, (number) -> {
				ApiClient operator = application.operator();
				return switch (number % 4) {
					case 0 -> operator.get("/tenants/" + forest.sales);
					case 1 -> operator.get("/tenants/" + forest.sales + "/context");
					case 2 -> operator.get("/tenants?q=acme");
					default -> operator.put("/tenants/" + forest.sales + "/config/k" + number, "{\"value\": 1}");
				};
			});
			assertThat(statuses).hasSize(200).containsOnly(200);
		}
	}

	/** Borrows one also while a job of the engine is at work with another. */
	private static Connection borrow(ControlPlane application) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(5))
			.ignoreException(SQLTransientConnectionException.class)
			.until(application.database()::getConnection, Objects::nonNull);
	}

	private static List<Integer> together(int threads, Call call) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		CountDownLatch ready = new CountDownLatch(threads);
		try {
			List<Future<Integer>> replies = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				int number = thread;
				replies.add(pool.submit(() -> {
					ready.countDown();
					ready.await();
					return call.send(number).status();
				}));
			}
			List<Integer> statuses = new ArrayList<>();
			for (Future<Integer> reply : replies) {
				statuses.add(reply.get());
			}
			return statuses;
		}
		finally {
			pool.shutdownNow();
		}
	}

	private static void assertAbsent(Reply reply) {
		assertThat(reply.status()).as(reply.text()).isEqualTo(503);
		assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(reply.code()).isEqualTo("SERVICE_UNAVAILABLE");
		assertThat(reply.string("/error/details/reason")).isNotBlank();
		assertThat(reply.header("Retry-After")).isEqualTo("1");
		assertThat(reply.text()).doesNotContain("Exception").doesNotContain("Hikari").doesNotContain("select");
	}

	/**
	 * One of many calls.
	 */
	private interface Call {

		Reply send(int number);

	}

}
