package io.stratum.test;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Roads 15 to 17: work that an executor of the application takes to its threads.
 */
final class ThreadCrossing {

	private static final int SECONDS = 30;

	/** Enough for each worker of a pool to have had its turn. */
	private static final int TURNS = 64;

	private final TenantContext context;

	private final List<Tenant> tenants;

	private final Callable<Sighting> look;

	private final Map<Tenant, Object> rows;

	private final Consumer<String> report;

	ThreadCrossing(TenantContext context, Tenant acme, Tenant globex, Callable<Sighting> look, Map<Tenant, Object> rows,
			Consumer<String> report) {
		this.context = context;
		this.tenants = List.of(acme, globex);
		this.look = look;
		this.rows = rows;
		this.report = report;
	}

	void walk(Executor executor) {
		this.tenants.forEach((tenant) -> runsForItOrIsRefused(executor, tenant));
		Thread failed = failFor(this.tenants.get(0), executor);
		for (int turn = 0; turn < TURNS; turn++) {
			if (result(submit(executor, null, () -> nothingIsBound())) == failed) {
				break;
			}
		}
		this.tenants.forEach((tenant) -> runsForItOrIsRefused(executor, tenant));
	}

	private void runsForItOrIsRefused(Executor executor, Tenant tenant) {
		Sighting seen = result(submit(executor, tenant, this.look));
		this.report.accept(seen.isRefused() ? "refused" : "ran for " + tenant.slug());
		if (!seen.isRefused()) {
			seen.isOf(tenant, this.rows);
		}
	}

	/** Fails once where a task keeps the error, and once where the worker meets it. */
	private Thread failFor(Tenant tenant, Executor executor) {
		CountDownLatch met = new CountDownLatch(1);
		try {
			run(executor, tenant, () -> {
				met.countDown();
				throw new ErrorInTheMiddle();
			});
		}
		catch (ErrorInTheMiddle ex) {
			// It ran right here.
		}
		await(met);
		Thread[] worker = new Thread[1];
		FutureTask<Thread> kept = submit(executor, tenant, () -> {
			worker[0] = Thread.currentThread();
			throw new ErrorInTheMiddle();
		});
		assertThat(kept).failsWithin(SECONDS, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(ErrorInTheMiddle.class);
		return worker[0];
	}

	private Thread nothingIsBound() {
		assertThat(this.context.current()).as("tenant left on %s", Thread.currentThread()).isEmpty();
		assertThat(this.context.caller()).as("caller left on %s", Thread.currentThread()).isEqualTo(Caller.SYSTEM);
		return Thread.currentThread();
	}

	private <T> FutureTask<T> submit(Executor executor, @Nullable Tenant tenant, Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		run(executor, tenant, task);
		return task;
	}

	private void run(Executor executor, @Nullable Tenant tenant, Runnable work) {
		try (TenantContext.Scope scope = this.context.bind(tenant, Caller.SYSTEM)) {
			executor.execute(work);
		}
		catch (RejectedExecutionException ex) {
			Assumptions.abort("The executor takes no work: " + ex.getMessage());
		}
	}

	static <T> T result(FutureTask<T> task) {
		try {
			return task.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (TimeoutException ex) {
			return fail("The work has not run within " + SECONDS + " s", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AssertionError red) {
				throw red;
			}
			throw new IllegalStateException(ex.getCause());
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).as("the work has run").isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static final class ErrorInTheMiddle extends RuntimeException {

		// Whoever prints it, it is one line.
		ErrorInTheMiddle() {
			super("The contract fails here on purpose.", null, false, false);
		}

	}

}
