package io.stratum.access;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.stratum.InvalidInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BootstrapKeyIntegrationTests {

	private static final String TEXT = KeyText.random(false);

	private AccessFixture access;

	@BeforeEach
	void start() {
		this.access = new AccessFixture();
	}

	@AfterEach
	void stop() {
		this.access.close();
	}

	@Test
	void noOperatorKeyIsBuiltIn() {
		assertThat(operatorKeys()).isZero();
	}

	@Test
	void exactlyTheConfiguredKeyIsMadeOnce() {
		assertThat(this.access.keys.bootstrap(TEXT)).isTrue();
		assertThat(this.access.keys.bootstrap(TEXT)).isFalse();
		assertThat(operatorKeys()).isEqualTo(1);
		assertThat(this.access.keys.authenticate(TEXT)).hasValueSatisfying((key) -> {
			assertThat(key.caller().isOperator()).isTrue();
			assertThat(key.caller().scopes()).containsExactlyInAnyOrder(Scope.ADMIN, Scope.REVEAL);
		});
	}

	@Test
	void laterTextMakesNoSecondOperator() {
		this.access.keys.bootstrap(TEXT);
		String other = KeyText.random(false);
		assertThat(this.access.keys.bootstrap(other)).isFalse();
		assertThat(this.access.keys.authenticate(other)).isEmpty();
	}

	@Test
	void revokedBootstrapKeyDoesNotComeBack() {
		this.access.keys.bootstrap(TEXT);
		this.access.keys.revoke(this.access.keys.authenticate(TEXT).orElseThrow().id());
		assertThat(this.access.keys.bootstrap(TEXT)).isFalse();
		assertThat(this.access.keys.authenticate(TEXT)).isEmpty();
	}

	@Test
	void nodesThatStartTogetherMakeOneKey() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<Boolean>> made = IntStream.range(0, 6).mapToObj((i) -> threads.submit(() -> {
			start.await();
			return this.access.keys.bootstrap(TEXT);
		})).toList();
		start.countDown();
		int count = 0;
		for (Future<Boolean> each : made) {
			count += each.get() ? 1 : 0;
		}
		threads.shutdown();
		assertThat(count).isEqualTo(1);
		assertThat(operatorKeys()).isEqualTo(1);
	}

	@Test
	void malformedTextIsRefusedWithoutBeingShown() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.access.keys.bootstrap("sk_live_canary"))
			.withMessageContaining("stratum.bootstrap.api-key")
			.withMessageNotContaining("canary");
		assertThat(operatorKeys()).isZero();
	}

	private long operatorKeys() {
		return this.access.count("select count(*) from stratum.api_key where tenant_id is null");
	}

}
