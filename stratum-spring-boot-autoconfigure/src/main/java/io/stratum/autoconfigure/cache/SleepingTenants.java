package io.stratum.autoconfigure.cache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.stratum.engine.ChangeFeed;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears what is cached of tenants that are no longer in use.
 */
final class SleepingTenants implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(SleepingTenants.class);

	private final Tenants tenants;

	private final List<TenantCacheManager> managers = new CopyOnWriteArrayList<>();

	// What hears of changes must not wait for a store.
	private final ExecutorService clearing = Executors.newSingleThreadExecutor((work) -> {
		Thread thread = new Thread(work, "stratum-cache-clearing");
		thread.setDaemon(true);
		return thread;
	});

	SleepingTenants(Tenants tenants, ChangeFeed feed) {
		this.tenants = tenants;
		feed.onChange((change) -> {
			TenantId changed = change.tenant();
			if (changed != null && change.kind().equals("tenant") && !this.clearing.isShutdown()) {
				this.clearing.execute(() -> clearUnlessInUse(changed));
			}
		});
	}

	TenantCacheManager watching(TenantCacheManager manager) {
		this.managers.add(manager);
		return manager;
	}

	private void clearUnlessInUse(TenantId id) {
		try {
			if (this.tenants.find(id).filter(Tenant::isActive).isEmpty()) {
				this.managers.forEach((manager) -> manager.forget(id.value()));
			}
		}
		catch (RuntimeException ex) {
			log.warn("What is cached of tenant {} could not be cleared: {}", id, ex.getMessage());
		}
	}

	@Override
	public void close() {
		this.clearing.shutdownNow();
	}

}
