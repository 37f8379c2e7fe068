package io.stratum.access;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.InvalidInputException;
import io.stratum.engine.CountingDataSource;
import io.stratum.engine.EngineDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiKeyAuthenticationIntegrationTests {

	private static final String NEW_PEPPER = "another pepper of thirty-two bytes or more";

	private static AccessFixture access;

	@BeforeAll
	static void start() {
		access = new AccessFixture();
	}

	@AfterAll
	static void stop() {
		access.close();
	}

	@Test
	void newKeyHasTheFormAndProvesItsTenant() {
		IssuedApiKey issued = access.keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS.named("ci")));
		assertThat(issued.plaintext()).matches("sk_live_[A-Za-z0-9_-]{43}");
		assertThat(issued.toString()).doesNotContain(issued.plaintext());
		assertThat(access.keys.authenticate(issued.plaintext())).hasValueSatisfying((key) -> {
			assertThat(key.id()).isEqualTo(issued.key().id());
			assertThat(key.caller().type()).isEqualTo(Caller.Type.API_KEY);
			assertThat(key.caller().id()).isEqualTo(issued.key().id().toString());
			assertThat(key.caller().name()).isEqualTo("ci");
			assertThat(key.caller().home()).isEqualTo(access.acme.id());
			assertThat(key.caller().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
		});
	}

	@Test
	void testKeyWorksLikeAnyOther() {
		IssuedApiKey issued = access.keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS).forTests());
		assertThat(issued.plaintext()).startsWith("sk_test_");
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
	}

	@Test
	void neitherUnknownNorMalformedKeysAreAnybody() {
		assertThat(access.keys.authenticate(KeyText.random(false))).isEmpty();
		assertThat(access.keys.authenticate("")).isEmpty();
		assertThat(access.keys.authenticate("sk_live_short")).isEmpty();
		assertThat(access.keys.authenticate("' or 1 = 1 --")).isEmpty();
	}

	@Test
	void revokedKeyIsNobodyAtOnce() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
		access.keys.revoke(issued.key().id());
		assertThat(access.keys.authenticate(issued.plaintext())).isEmpty();
	}

	@Test
	void expiredKeyIsNobody() {
		IssuedApiKey issued = access.keys.create(NewApiKey.of(access.acme.id(),
				ApiKeySettings.DEFAULTS.expiring(access.clock.instant().plusSeconds(60))));
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
		access.clock.move(Duration.ofSeconds(61));
		assertThat(access.keys.authenticate(issued.plaintext())).isEmpty();
	}

	@Test
	void keyOfAnInactiveTenantIsRefusedAndWorksAgainAfterResume() {
		IssuedApiKey issued = access.key(access.sales, Scope.READ);
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
		for (String status : List.of("suspended", "archived")) {
			access.status(access.sales, status);
			assertThat(access.keys.authenticate(issued.plaintext())).isEmpty();
			access.status(access.sales, "active");
			assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
		}
	}

	@Test
	void inactiveAncestorCountsLikeTheTenantItself() {
		IssuedApiKey issued = access.key(access.sales, Scope.READ);
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
		access.status(access.acme, "suspended");
		try {
			assertThat(access.keys.authenticate(issued.plaintext())).isEmpty();
		}
		finally {
			access.status(access.acme, "active");
		}
		assertThat(access.keys.authenticate(issued.plaintext())).isPresent();
	}

	@Test
	void warmKeyCostsNoStatementAndColdKeyOne() {
		CountingDataSource counting = new CountingDataSource(access.engine.platform);
		ApiKeys node = access.keys(new EngineDatabase(counting), Peppers.of(AccessFixture.PEPPER, List.of()));
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		assertThat(node.authenticate(issued.plaintext())).isPresent();
		assertThat(counting.statements()).isEqualTo(1);
		assertWarm(counting, () -> assertThat(node.authenticate(issued.plaintext())).isPresent());
	}

	@Test
	void repeatedUnknownKeyCostsNoStatement() {
		CountingDataSource counting = new CountingDataSource(access.engine.platform);
		ApiKeys node = access.keys(new EngineDatabase(counting), Peppers.of(AccessFixture.PEPPER, List.of()));
		String unknown = KeyText.random(false);
		assertWarm(counting, () -> assertThat(node.authenticate(unknown)).isEmpty());
	}

	/**
	 * Repeats work until a hundred repetitions cost no statement: word of an earlier
	 * change may still arrive.
	 */
	private static void assertWarm(CountingDataSource counting, Runnable work) {
		boolean warm = false;
		for (int round = 0; round < 1_000 && !warm; round++) {
			int before = counting.statements();
			IntStream.range(0, 100).forEach((i) -> work.run());
			warm = counting.statements() == before;
		}
		assertThat(warm).isTrue();
	}

	@Test
	void oneConnectionIsEnoughForManyColdKeysAtOnce() throws Exception {
		List<IssuedApiKey> issued = IntStream.range(0, 50)
			.mapToObj((i) -> access.key(access.acme, Scope.READ))
			.toList();
		try (HikariDataSource pool = access.engine.pool("stratum_platform", 1)) {
			EngineDatabase database = new EngineDatabase(pool);
			ApiKeys node = access.keys(database, Peppers.of(AccessFixture.PEPPER, List.of()));
			ExecutorService threads = Executors.newFixedThreadPool(20);
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Boolean>> answers = IntStream.range(0, 200).mapToObj((i) -> threads.submit(() -> {
				start.await();
				return node.authenticate(issued.get(i % 50).plaintext()).isPresent();
			})).toList();
			start.countDown();
			for (Future<Boolean> answer : answers) {
				assertThat(answer.get()).isTrue();
			}
			threads.shutdown();
			// Inside a transaction the connection that is held is used.
			String cold = access.key(access.acme, Scope.READ).plaintext();
			assertThat(database.write(() -> node.authenticate(cold).isPresent())).isTrue();
		}
	}

	@Test
	void randomKeysFillNoMemory() {
		KeyMemory memory = new KeyMemory(access.engine.database, access.engine.feed,
				Peppers.of(AccessFixture.PEPPER, List.of()), new KeyUsage(access.engine.database));
		for (int i = 0; i < 6_000; i++) {
			memory.find(KeyText.random(false));
		}
		memory.cleanUp();
		assertThat(memory.size()).isLessThanOrEqualTo(5_000);
	}

	@Test
	void keyUnderThePreviousPepperWorksAndIsHashedAnew() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		ApiKeys both = access.keys(access.engine.database, Peppers.of(NEW_PEPPER, List.of(AccessFixture.PEPPER)));
		ApiKeys onlyNew = access.keys(access.engine.database, Peppers.of(NEW_PEPPER, List.of()));
		assertThat(onlyNew.authenticate(issued.plaintext())).isEmpty();
		assertThat(both.authenticate(issued.plaintext())).isPresent();
		both.close();
		assertThat(
				access.keys(access.engine.database, Peppers.of(NEW_PEPPER, List.of())).authenticate(issued.plaintext()))
			.isPresent();
		assertThat(access.keys(access.engine.database, Peppers.of(AccessFixture.PEPPER, List.of()))
			.authenticate(issued.plaintext())).isEmpty();
	}

	@Test
	void shortPepperIsRefusedWithoutBeingShown() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Peppers.of("short", List.of()))
			.withMessageContaining("stratum.api-key.hmac-secret")
			.withMessageNotContaining("short");
		assertThat(Peppers.of(AccessFixture.PEPPER, List.of()).toString()).doesNotContain(AccessFixture.PEPPER);
	}

	@Test
	void lastUseIsWrittenInBatches() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		access.keys.authenticate(issued.plaintext());
		assertThat(access.keys.get(issued.key().id()).lastUsedAt()).isNull();
		access.keys.close();
		assertThat(access.keys.get(issued.key().id()).lastUsedAt()).isNotNull();
		assertThat(access.keys.get(issued.key().id()).version()).isEqualTo(1);
	}

	@Test
	void scopesOfTheCallerAreThoseOfTheKey() {
		IssuedApiKey reader = access.key(access.acme, Scope.READ);
		Caller caller = access.keys.authenticate(reader.plaintext()).orElseThrow().caller();
		assertThat(caller.scopes()).isEqualTo(Set.of(Scope.READ));
		assertThat(caller.holds(Scope.WRITE)).isFalse();
	}

}
