package io.stratum.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * Memory of one value per tenant that depends on the tenant and its ancestors.
 *
 * <p>
 * A change does not search the memory: it stamps the tenant that changed, and a value is
 * compared with the stamps of its path when it is next read. While nothing changes a read
 * costs one comparison. A value is stamped with the moment before it was loaded, so a
 * change that commits during the load outdates it.
 *
 * @param <V> what is kept, immutable
 */
public final class TreeCache<V> {

	private static final int ENTRY_BYTES = 128;

	private static final int PATH_BYTES = 64;

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final Stamps stamps;

	private final Function<TenantId, @Nullable Loaded<V>> loader;

	private final Cache<TenantId, Entry<V>> entries;

	/**
	 * Creates an empty memory, within the limits of the feed.
	 * @param database tells whether a transaction is open, which reads past the memory
	 * @param feed tells of changes
	 * @param kinds the kinds of change that outdate a value
	 * @param footprint size of a value in bytes, by estimate; asked once
	 * @param loader reads a value from the database; {@code null} if there is no such
	 * tenant
	 */
	public TreeCache(EngineDatabase database, ChangeFeed feed, Set<String> kinds, ToLongFunction<V> footprint,
			Function<TenantId, @Nullable Loaded<V>> loader) {
		this.database = database;
		this.feed = feed;
		this.stamps = new Stamps(feed, kinds);
		this.loader = loader;
		MemoryLimits limits = feed.limits();
		this.entries = Caffeine.newBuilder()
			.maximumWeight(limits.maxBytes())
			.weigher((TenantId id, Entry<V> entry) -> limits
				.weight(ENTRY_BYTES + PATH_BYTES * entry.path.ids().size() + footprint.applyAsLong(entry.value)))
			.recordStats()
			.build();
	}

	/**
	 * Returns the value of a tenant, from memory if it is right.
	 * @param id the tenant
	 * @return its value, or {@code null} if there is no such tenant
	 */
	public @Nullable V get(TenantId id) {
		Entry<V> entry = remembered(id);
		return (entry != null) ? entry.value : load(id);
	}

	/**
	 * Returns the values of several tenants, those not in memory by one load.
	 * @param ids the tenants
	 * @param bulkLoader reads the values of some of them from the database
	 * @return the values of those that exist
	 */
	public Map<TenantId, V> getAll(Collection<TenantId> ids,
			Function<Collection<TenantId>, List<Loaded<V>>> bulkLoader) {
		Map<TenantId, V> values = new HashMap<>();
		List<TenantId> missing = new ArrayList<>();
		for (TenantId id : ids) {
			Entry<V> entry = remembered(id);
			if (entry != null) {
				values.put(id, entry.value);
			}
			else {
				missing.add(id);
			}
		}
		if (!missing.isEmpty()) {
			long before = this.stamps.now();
			bulkLoader.apply(missing).forEach((loaded) -> values.put(loaded.path().self(), keep(loaded, before)));
		}
		return values;
	}

	/**
	 * Returns the figures of the memory: hits, misses, size, evictions.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.entries;
	}

	private @Nullable V load(TenantId id) {
		long before = this.stamps.now();
		Loaded<V> loaded = this.loader.apply(id);
		return (loaded != null) ? keep(loaded, before) : null;
	}

	private V keep(Loaded<V> loaded, long before) {
		// Inside a transaction the value may hold what is never committed.
		if (!this.database.isWriting()) {
			this.entries.put(loaded.path().self(), new Entry<>(loaded.path(), loaded.value(), before));
		}
		return loaded.value();
	}

	private @Nullable Entry<V> remembered(TenantId id) {
		if (!this.feed.isTrusted() || this.database.isWriting()) {
			return null;
		}
		Entry<V> entry = this.entries.getIfPresent(id);
		return (entry != null && isRight(entry)) ? entry : null;
	}

	private boolean isRight(Entry<V> entry) {
		long now = this.stamps.now();
		if (entry.checked == now) {
			return true;
		}
		if (!this.stamps.isRight(entry.path, entry.checked)) {
			return false;
		}
		entry.checked = now;
		return true;
	}

	/**
	 * A value fresh from the database.
	 *
	 * @param path the place of the tenant it was computed for
	 * @param value the value
	 * @param <V> what it is
	 */
	public record Loaded<V>(TenantPath path, V value) {

	}

	private static final class Entry<V> {

		private final TenantPath path;

		private final V value;

		private volatile long checked;

		private Entry(TenantPath path, V value, long checked) {
			this.path = path;
			this.value = value;
			this.checked = checked;
		}

	}

}
