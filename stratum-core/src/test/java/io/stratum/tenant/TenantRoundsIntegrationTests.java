package io.stratum.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.stratum.access.AccessFixture;
import io.stratum.tenant.ForEachTenant.OnFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantRoundsIntegrationTests {

	private AccessFixture fixture;

	private TenantRounds rounds;

	private final List<String> served = Collections.synchronizedList(new ArrayList<>());

	@BeforeAll
	void plant() {
		this.fixture = new AccessFixture();
		this.fixture.status(this.fixture.sales, "suspended");
		this.rounds = rounds();
	}

	private TenantRounds rounds() {
		return new TenantRounds(this.fixture.engine.database, this.fixture.tenants, this.fixture.engine.context,
				() -> new JdbcTransactionManager(this.fixture.engine.application));
	}

	@AfterAll
	void fell() {
		this.fixture.close();
	}

	@AfterEach
	void nobodyStaysBound() {
		assertThat(this.fixture.engine.context.current()).isEmpty();
		this.served.clear();
	}

	@Test
	void everyActiveTenantIsServedOnceBoundAndInATransaction() {
		boolean ran = this.rounds.run(TenantRound.of("all"), (tenant) -> {
			assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			note(tenant);
		});
		assertThat(ran).isTrue();
		assertThat(this.served).containsExactly("acme", "acme_emea", "globex");
	}

	@Test
	void predicateChoosesAmongThem() {
		this.rounds.run(round("some", (tenant) -> tenant.slug().startsWith("acme"), 1, OnFailure.CONTINUE), this::note);
		assertThat(this.served).containsExactly("acme", "acme_emea");
	}

	@Test
	void failureOfOneLeavesTheOthersServedAndIsTold() {
		TenantRoundFailedException failure = catchThrowableOfType(TenantRoundFailedException.class,
				() -> this.rounds.run(TenantRound.of("failing"), this::failForEmea));
		assertThat(failure.failed()).containsExactly(this.fixture.emea.id());
		assertThat(failure).hasMessageContaining("failed for 1 tenants")
			.hasCauseInstanceOf(IllegalStateException.class);
		assertThat(this.served).containsExactly("acme", "globex");
	}

	@Test
	void stopBeginsWithNobodyElse() {
		catchThrowableOfType(TenantRoundFailedException.class,
				() -> this.rounds.run(round("stopping", (tenant) -> true, 1, OnFailure.STOP), this::failForEmea));
		assertThat(this.served).containsExactly("acme");
	}

	@Test
	void severalAreServedAtOnceEachForItself() throws Exception {
		CyclicBarrier together = new CyclicBarrier(3);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		this.rounds.run(round("together", (tenant) -> true, 3, OnFailure.CONTINUE), (tenant) -> {
			await(together);
			note(tenant);
			threads.add(Thread.currentThread());
		});
		assertThat(this.served).containsExactlyInAnyOrder("acme", "acme_emea", "globex");
		assertThat(threads).hasSize(3);
	}

	@Test
	void secondNodeSkipsARoundThatIsRunningAndRunsItAfterwards() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		ExecutorService firstNode = Executors.newSingleThreadExecutor();
		Future<Boolean> first = firstNode.submit(() -> this.rounds.run(TenantRound.of("locked"), (tenant) -> {
			begun.countDown();
			await(goOn);
		}));
		begun.await();
		assertThat(rounds().run(TenantRound.of("locked"), this::note)).isFalse();
		assertThat(rounds().run(TenantRound.of("another"), this::note)).isTrue();
		goOn.countDown();
		assertThat(first.get()).isTrue();
		assertThat(rounds().run(TenantRound.of("locked"), this::note)).isTrue();
		firstNode.shutdown();
	}

	@Test
	void concurrencyHasItsLimits() {
		assertThatIllegalArgumentException().isThrownBy(() -> round("none", (tenant) -> true, 0, OnFailure.STOP));
		assertThatIllegalArgumentException().isThrownBy(() -> round("many", (tenant) -> true, 65, OnFailure.STOP));
	}

	private void note(Tenant tenant) {
		assertThat(this.fixture.engine.context.required()).isEqualTo(tenant);
		this.served.add(tenant.slug());
	}

	private void failForEmea(Tenant tenant) {
		if (tenant.slug().equals("acme_emea")) {
			throw new IllegalStateException("broken");
		}
		note(tenant);
	}

	private static TenantRound round(String name, Predicate<Tenant> where, int concurrency, OnFailure onFailure) {
		return new TenantRound(name, where, concurrency, onFailure);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(5, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
