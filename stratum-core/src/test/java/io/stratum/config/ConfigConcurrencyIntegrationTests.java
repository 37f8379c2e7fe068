package io.stratum.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigConcurrencyIntegrationTests {

	private static final int THREADS = 6;

	private static ConfigFixture fixture;

	private static ConfigEntries entries;

	private ExecutorService executor;

	private TenantId parent;

	private TenantId child;

	@BeforeAll
	static void startDatabase() {
		fixture = new ConfigFixture();
		entries = fixture.entries;
	}

	@AfterAll
	static void stopDatabase() {
		fixture.close();
	}

	@BeforeEach
	void start() {
		this.executor = Executors.newFixedThreadPool(THREADS);
		this.parent = fixture.child(fixture.cast.acme);
		this.child = fixture.child(this.parent);
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void setWaitsForALockThatIsBeingSetAbove() throws Exception {
		CountDownLatch locked = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Future<?> above = this.executor.submit(() -> fixture.cast.engine.database.run(() -> {
			fixture.lock(this.parent, "raced", "parent");
			locked.countDown();
			await(goOn);
		}));
		locked.await();
		Future<ErrorCode> below = this.executor.submit(() -> codeOf(() -> fixture.set(this.child, "raced", "child")));
		fixture.cast.awaitWaiter(below);
		goOn.countDown();
		above.get();
		assertThat(below.get()).isEqualTo(ErrorCode.CONFIG_LOCKED);
		assertThat(entries.findOwn(this.child, "raced")).isEmpty();
	}

	@RepeatedTest(5)
	void nothingIsSetUnderALockOnceTheLockIsThere() throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<Future<ErrorCode>> outcomes = new ArrayList<>();
		outcomes.add(this.executor.submit(racing(barrier, () -> fixture.lock(this.parent, "raced", "parent"))));
		for (int index = 1; index < THREADS; index++) {
			int value = index;
			outcomes.add(this.executor.submit(racing(barrier, () -> fixture.set(this.child, "raced", value))));
		}
		for (Future<ErrorCode> outcome : outcomes) {
			assertThat(outcome.get()).isIn(null, ErrorCode.CONFIG_LOCKED);
		}
		assertThat(sequenceOf(this.parent)).isGreaterThan(sequenceOf(this.child));
		assertThat(fixture.get(this.child, "raced").value()).isEqualTo("parent");
	}

	@RepeatedTest(3)
	void boundsHoldWhileTheyAreMoved() throws Exception {
		fixture.set(this.parent, "declared.order_limit", 1000);
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<Future<ErrorCode>> outcomes = IntStream.range(0, THREADS).mapToObj((index) -> {
			TenantId target = (index % 2 == 0) ? this.parent : this.child;
			int value = (index % 2 == 0) ? 1000 - 100 * index : 950 - index;
			return this.executor.submit(racing(barrier, () -> fixture.set(target, "declared.order_limit", value)));
		}).toList();
		for (Future<ErrorCode> outcome : outcomes) {
			assertThat(outcome.get()).isIn(null, ErrorCode.CONFIG_BOUND_EXCEEDED);
		}
		int above = (Integer) fixture.get(this.parent, "declared.order_limit").value();
		assertThat((Integer) fixture.get(this.child, "declared.order_limit").value()).isLessThanOrEqualTo(above);
	}

	@Test
	void parallelWritesOfOneKeyAreAllCountedAndOneVersionWins() throws Exception {
		fixture.set(this.parent, "counted", 0);
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<Future<ErrorCode>> blind = IntStream.range(0, THREADS)
			.mapToObj(
					(index) -> this.executor.submit(racing(barrier, () -> fixture.set(this.parent, "counted", index))))
			.toList();
		for (Future<ErrorCode> outcome : blind) {
			assertThat(outcome.get()).isNull();
		}
		assertThat(entries.findOwn(this.parent, "counted").orElseThrow().version()).isEqualTo(1 + THREADS);
		assertThat(entries.history(this.parent, "counted", 100, null)).hasSize(1 + THREADS);
		List<Future<ErrorCode>> seen = IntStream.range(0, THREADS)
			.mapToObj((index) -> this.executor.submit(racing(barrier,
					() -> entries.set(this.parent, ConfigChange.of("counted", index).ifVersion(1 + THREADS)))))
			.toList();
		List<ErrorCode> codes = new ArrayList<>();
		for (Future<ErrorCode> outcome : seen) {
			codes.add(outcome.get());
		}
		assertThat(codes).containsOnlyOnce((ErrorCode) null).contains(ErrorCode.PRECONDITION_FAILED);
	}

	@Test
	void firstSecretsOfATenantShareOneKey() throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		List<Future<ErrorCode>> outcomes = IntStream.range(0, THREADS)
			.mapToObj((index) -> this.executor
				.submit(racing(barrier, () -> fixture.hide(this.child, "first." + index, "s3cret"))))
			.toList();
		for (Future<ErrorCode> outcome : outcomes) {
			assertThat(outcome.get()).isNull();
		}
		assertThat(fixture.count("select count(*) from stratum.data_key where tenant_id = ?", this.child.value()))
			.isEqualTo(1);
		assertThat(entries.resolve(this.child).values()).allSatisfy((value) -> assertThat(value.error()).isNull());
	}

	/**
	 * Word to other nodes is numbered just before commit, while the locks are held.
	 */
	private static long sequenceOf(TenantId tenant) {
		return fixture.count("select coalesce(max(id), 0) from stratum.change where kind = 'config' and tenant_id = ?",
				tenant.value());
	}

	private static Callable<ErrorCode> racing(CyclicBarrier barrier, Runnable work) {
		return () -> {
			barrier.await();
			return codeOf(work);
		};
	}

	private static ErrorCode codeOf(Runnable work) {
		try {
			work.run();
			return null;
		}
		catch (StratumException ex) {
			return ex.code();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(5, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
