package io.stratum.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when which tenant changed, so that memory knows what it may still believe.
 *
 * <p>
 * A change does not search the memory: it stamps the tenant that changed, and what is
 * remembered is compared with the stamps of its path when it is next read.
 */
public final class Stamps {

	private static final int MOST = 10_000;

	private final Set<String> kinds;

	private final ConcurrentHashMap<TenantId, Long> stamps = new ConcurrentHashMap<>();

	private volatile long stamp = 1;

	private volatile long floor = 1;

	/**
	 * Creates stamps that follow a feed.
	 * @param feed tells of changes
	 * @param kinds the kinds of change that count
	 */
	public Stamps(ChangeFeed feed, Set<String> kinds) {
		this.kinds = Set.copyOf(kinds);
		feed.onChange(this::changed);
	}

	/**
	 * Returns the present moment, to be taken before a value is loaded.
	 * @return the stamp of the latest change
	 */
	public long now() {
		return this.stamp;
	}

	/**
	 * Tells whether a value loaded at a moment is still right.
	 * @param path the place the value belongs to, or {@code null} if it belongs to no
	 * tenant
	 * @param loaded the moment before it was loaded
	 * @return whether nothing on its path changed since
	 */
	public boolean isRight(@Nullable TenantPath path, long loaded) {
		if (loaded < this.floor) {
			return false;
		}
		if (path != null) {
			for (TenantId id : path.ids()) {
				Long changed = this.stamps.get(id);
				if (changed != null && changed > loaded) {
					return false;
				}
			}
		}
		return true;
	}

	private synchronized void changed(ChangeFeed.Change change) {
		if (!change.kind().equals("*") && !this.kinds.contains(change.kind())) {
			return;
		}
		long next = this.stamp + 1;
		if (change.tenant() == null || this.stamps.size() >= MOST) {
			this.floor = next;
			this.stamps.clear();
		}
		if (change.tenant() != null) {
			this.stamps.put(change.tenant(), next);
		}
		this.stamp = next;
	}

}
