package io.stratum.autoconfigure.cache;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Hands out caches in which each tenant finds its own entries only.
 */
final class TenantCacheManager implements CacheManager {

	private final CacheManager caches;

	private final TenantContext context;

	private final Set<String> global;

	TenantCacheManager(CacheManager caches, TenantContext context, Set<String> global) {
		this.caches = caches;
		this.context = context;
		this.global = Set.copyOf(global);
	}

	@Override
	public @Nullable Cache getCache(String name) {
		Cache cache = this.caches.getCache(name);
		return (cache == null || this.global.contains(name)) ? cache : new TenantCache(cache, this.context);
	}

	/**
	 * Clears what is cached of a tenant.
	 */
	void forget(UUID tenant) {
		for (String name : getCacheNames()) {
			if (getCache(name) instanceof TenantCache cache) {
				cache.invalidate(tenant);
			}
		}
	}

	@Override
	public Collection<String> getCacheNames() {
		return this.caches.getCacheNames();
	}

	@Override
	public void resetCaches() {
		this.caches.resetCaches();
	}

}
