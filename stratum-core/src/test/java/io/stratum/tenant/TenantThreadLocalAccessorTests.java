package io.stratum.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TenantThreadLocalAccessorTests {

	private static final Tenant ACME = TenantSamples.tenant("acme");

	private static final Tenant GLOBEX = TenantSamples.tenant("globex");

	private final List<String> heard = new ArrayList<>();

	private final TenantContext context = new TenantContext(TransactionSuspension.NONE,
			(tenant, caller) -> this.heard.add(slug(tenant)));

	private final ExecutorService worker = Executors.newSingleThreadExecutor();

	@AfterEach
	void workerKeepsNothing() throws Exception {
		assertThat(this.worker.submit(this::bound).get()).isEqualTo("nobody");
		this.worker.shutdown();
		assertThat(this.worker.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
		assertThat(bound()).isEqualTo("nobody");
	}

	@Test
	void isFoundByTheServiceLoader() {
		assertThat(new ContextRegistry().loadThreadLocalAccessors().getThreadLocalAccessors())
			.hasAtLeastOneElementOfType(TenantThreadLocalAccessor.class);
	}

	@Test
	void executorOfTheLibraryCarriesTwoTenantsOverOneWorker() throws Exception {
		ExecutorService carrying = ContextExecutorService.wrap(this.worker, ContextSnapshotFactory.builder().build());
		assertThat(as(ACME, () -> carrying.submit(this::bound)).get()).isEqualTo("acme");
		assertThat(as(GLOBEX, () -> carrying.submit(this::bound)).get()).isEqualTo("globex");
		assertThat(carrying.submit(this::bound).get()).isEqualTo("nobody");
	}

	@Test
	void bareExecutorCarriesNothing() throws Exception {
		assertThat(as(ACME, () -> this.worker.submit(this::bound)).get()).isEqualTo("nobody");
	}

	@Test
	void wrappedWorkCarriesTheTenantAndUnbindsAfterAnError() throws Exception {
		Callable<String> failing = as(ACME, () -> this.context.wrap((Callable<String>) () -> {
			throw new IllegalArgumentException(bound());
		}));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.worker.submit(failing).get())
			.withMessageContaining("acme");
	}

	@Test
	void scopeInsideCarriedWorkRestoresWhatWasCarried() throws Exception {
		ExecutorService carrying = ContextExecutorService.wrap(this.worker, ContextSnapshotFactory.builder().build());
		String seen = as(ACME, () -> carrying.submit(() -> as(GLOBEX, this::bound) + " " + bound())).get();
		assertThat(seen).isEqualTo("globex acme");
	}

	@Test
	void missingBindingIsClearedWhereTheLibraryIsToldTo() throws Exception {
		try (TenantContext.Scope scope = this.context.bind(ACME)) {
			var nothing = this.worker
				.submit(() -> ContextSnapshotFactory.builder().clearMissing(true).build().captureAll())
				.get();
			nothing.wrap((Runnable) () -> assertThat(bound()).isEqualTo("nobody")).run();
			assertThat(bound()).isEqualTo("acme");
		}
	}

	@Test
	void scopeBelongsToTheThreadThatOpenedIt() throws Exception {
		TenantContext.Scope scope = this.context.bind(ACME);
		this.worker.submit(
				() -> assertThatIllegalStateException().isThrownBy(scope::close).withMessageContaining("but opened on"))
			.get();
		scope.close();
		assertThatIllegalStateException().isThrownBy(scope::close).withMessageContaining("twice");
	}

	@Test
	void listenerHearsEveryChangeOfAThread() {
		try (TenantContext.Scope outer = this.context.bind(ACME)) {
			try (TenantContext.Scope inner = this.context.bind(GLOBEX)) {
				assertThat(this.heard).containsExactly("acme", "globex");
			}
		}
		assertThat(this.heard).containsExactly("acme", "globex", "acme", "nobody");
	}

	@Test
	void listenerHearsOfCarriedBindingsToo() throws Exception {
		Runnable carried = as(ACME,
				() -> ContextSnapshotFactory.builder().build().captureAll().wrap((Runnable) this::bound));
		this.heard.clear();
		this.worker.submit(carried).get();
		assertThat(this.heard).containsExactly("acme", "nobody");
	}

	@Test
	void fenceTakesOffAndReportsWhatWorkLeavesBehind() {
		List<String> leaks = new ArrayList<>();
		Runnable leaking = new ThreadFence(leaks::add).around(() -> this.context.bind(ACME));
		leaking.run();
		assertThat(bound()).isEqualTo("nobody");
		assertThat(leaks).containsExactly(Thread.currentThread().getName());
	}

	@Test
	void fenceHoldsWhenWorkFailsAndKeepsWhatWasBoundOutside() {
		List<String> leaks = new ArrayList<>();
		Runnable leaking = new ThreadFence(leaks::add).around(() -> {
			this.context.bind(GLOBEX);
			throw new IllegalArgumentException("broken");
		});
		try (TenantContext.Scope scope = this.context.bind(ACME)) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(leaking::run);
			assertThat(bound()).isEqualTo("acme");
		}
		assertThat(leaks).hasSize(1);
	}

	@Test
	void fenceIsSilentAboutTidyWork() {
		List<String> leaks = new ArrayList<>();
		new ThreadFence(leaks::add).around(() -> as(ACME, this::bound)).run();
		assertThat(leaks).isEmpty();
	}

	private <T> T as(Tenant tenant, Callable<T> work) {
		try {
			return this.context.callAs(tenant, work);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String bound() {
		return slug(this.context.current().orElse(null));
	}

	private static String slug(Tenant tenant) {
		return Objects.isNull(tenant) ? "nobody" : tenant.slug();
	}

}
