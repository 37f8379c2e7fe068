package io.stratum.crypto;

import java.time.Duration;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Data keys that seal what any transaction may store, so that no rotation drops them.
 */
final class KeptKeys {

	private static final int MOST_KEPT = 10_000;

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final DataKeys keys;

	private final Cache<Use, DataKey> known;

	KeptKeys(EngineDatabase database, ChangeFeed feed, DataKeys keys, Duration cacheTime) {
		this.database = database;
		this.feed = feed;
		this.keys = keys;
		this.known = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(cacheTime).build();
	}

	/**
	 * Returns a key that is marked as used for a purpose no column stands for.
	 */
	DataKey key(@Nullable TenantId owner, String purpose) {
		Use use = new Use(DataKeys.ownerId(owner), purpose);
		DataKey marked = this.feed.isTrusted() ? this.known.getIfPresent(use) : null;
		return (marked != null) ? marked : mark(owner, use);
	}

	private DataKey mark(@Nullable TenantId owner, Use use) {
		if (this.database.isWriting()) {
			// The mark may still be undone, so it is not remembered.
			return this.keys.hold(owner, use.purpose());
		}
		this.keys.prepare(owner);
		long moment = this.keys.moment();
		DataKey key = this.database.write(() -> this.keys.hold(owner, use.purpose()));
		this.known.put(use, key);
		// It may have been destroyed since it was marked.
		if (moment != this.keys.moment()) {
			this.known.invalidate(use);
		}
		return key;
	}

	void forget(@Nullable TenantId owner) {
		if (owner == null) {
			this.known.invalidateAll();
		}
		else {
			this.known.asMap().keySet().removeIf((use) -> use.owner().equals(owner.value()));
		}
	}

	/**
	 * What an owner uses a key for.
	 */
	private record Use(UUID owner, String purpose) {

	}

}
