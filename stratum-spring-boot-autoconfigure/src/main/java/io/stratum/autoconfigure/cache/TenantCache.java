package io.stratum.autoconfigure.cache;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/**
 * A cache in which the bound tenant finds its own entries only.
 *
 * <p>
 * <b>Guarantees.</b> No key leads to an entry of another tenant, and clearing touches the
 * bound tenant only, whatever store is behind. Use without a tenant is an error. Who
 * takes the store itself from {@link #getNativeCache()} sees entries of all.
 *
 * <p>
 * Clearing changes the epoch that is part of each key and is kept in the store too, so it
 * holds for all nodes that share the store; what was stored before is no longer found and
 * leaves as the store's own rules say.
 */
final class TenantCache implements Cache {

	private static final String EPOCH = "epoch";

	private final Cache cache;

	private final TenantContext context;

	TenantCache(Cache cache, TenantContext context) {
		this.cache = cache;
		this.context = context;
	}

	@Override
	public String getName() {
		return this.cache.getName();
	}

	@Override
	public Object getNativeCache() {
		return this.cache.getNativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return this.cache.get(own(key));
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.cache.get(own(key), type);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> loader) {
		return this.cache.get(own(key), loader);
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		return this.cache.retrieve(own(key));
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> loader) {
		return this.cache.retrieve(own(key), loader);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.cache.put(own(key), value);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return this.cache.putIfAbsent(own(key), value);
	}

	@Override
	public void evict(Object key) {
		this.cache.evict(own(key));
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.cache.evictIfPresent(own(key));
	}

	@Override
	public void clear() {
		invalidate();
	}

	@Override
	public boolean invalidate() {
		return invalidate(tenant());
	}

	/**
	 * Clears the entries of a tenant, whoever is bound.
	 */
	boolean invalidate(UUID tenant) {
		this.cache.put(epochKey(tenant), freshEpoch());
		return StoredKeys.of(getNativeCache())
			.removeIf((key) -> key instanceof TenantKey own && own.tenant().equals(tenant) && !own.epoch().isEmpty());
	}

	private TenantKey own(Object key) {
		UUID tenant = tenant();
		return new TenantKey(tenant, epoch(tenant), key);
	}

	private UUID tenant() {
		return this.context.required().id().value();
	}

	private String epoch(UUID tenant) {
		ValueWrapper kept = this.cache.get(epochKey(tenant));
		if (kept == null) {
			// One of those who find none decides for all.
			String fresh = freshEpoch();
			kept = this.cache.putIfAbsent(epochKey(tenant), fresh);
			return (kept != null) ? String.valueOf(kept.get()) : fresh;
		}
		return Objects.toString(kept.get());
	}

	private static TenantKey epochKey(UUID tenant) {
		return new TenantKey(tenant, "", EPOCH);
	}

	private static String freshEpoch() {
		return UUID.randomUUID().toString();
	}

}
