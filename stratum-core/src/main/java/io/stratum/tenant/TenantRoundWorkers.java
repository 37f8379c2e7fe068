package io.stratum.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the tenants of one round, several at once if asked to, and remembers failures.
 */
final class TenantRoundWorkers {

	private static final Logger log = LoggerFactory.getLogger(TenantRoundWorkers.class);

	private final TenantRound round;

	private final Consumer<Tenant> work;

	private final List<TenantId> failed = Collections.synchronizedList(new ArrayList<>());

	private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

	TenantRoundWorkers(TenantRound round, Consumer<Tenant> work) {
		this.round = round;
		this.work = work;
	}

	/**
	 * Serves tenants and returns when all of them are done.
	 */
	void serve(List<Tenant> tenants) {
		List<Tenant> chosen = tenants.stream().filter(this.round.where()).toList();
		if (this.round.concurrency() == 1) {
			chosen.forEach(this::serve);
		}
		else {
			serveAtOnce(chosen);
		}
	}

	private void serveAtOnce(List<Tenant> tenants) {
		ExecutorService threads = Executors.newFixedThreadPool(this.round.concurrency());
		try {
			CompletableFuture
				.allOf(tenants.stream()
					.map((tenant) -> CompletableFuture.runAsync(() -> serve(tenant), threads))
					.toArray(CompletableFuture<?>[]::new))
				.join();
		}
		finally {
			threads.shutdown();
		}
	}

	private void serve(Tenant tenant) {
		if (this.first.get() != null && this.round.onFailure() == ForEachTenant.OnFailure.STOP) {
			return;
		}
		try {
			this.work.accept(tenant);
		}
		catch (RuntimeException ex) {
			log.error("Round '{}' failed for tenant {}", this.round.name(), tenant.id(), ex);
			this.failed.add(tenant.id());
			this.first.compareAndSet(null, ex);
		}
	}

	void requireSuccess() {
		Throwable cause = this.first.get();
		if (cause != null) {
			throw new TenantRoundFailedException(this.round.name(), this.failed, cause);
		}
	}

}
