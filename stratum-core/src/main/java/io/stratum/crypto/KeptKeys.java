package io.stratum.crypto;

import java.time.Duration;
import java.util.Optional;
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

	private final Cache<Use, DataKey> firsts;

	KeptKeys(EngineDatabase database, ChangeFeed feed, DataKeys keys, Duration cacheTime) {
		this.database = database;
		this.feed = feed;
		this.keys = keys;
		this.known = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(cacheTime).build();
		this.firsts = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(cacheTime).build();
	}

	/**
	 * Returns a key that is marked as used for a purpose no column stands for.
	 */
	DataKey key(@Nullable TenantId owner, String purpose) {
		Use use = new Use(DataKeys.ownerId(owner), purpose);
		DataKey marked = this.feed.isTrusted() ? this.known.getIfPresent(use) : null;
		return (marked != null) ? marked : mark(owner, use);
	}

	/**
	 * Returns the first key that was ever marked with a purpose, so that it is always the
	 * same.
	 */
	DataKey first(@Nullable TenantId owner, String purpose) {
		Use use = new Use(DataKeys.ownerId(owner), purpose);
		DataKey first = this.feed.isTrusted() ? this.firsts.getIfPresent(use) : null;
		return (first != null) ? first : findFirst(owner, use);
	}

	private DataKey findFirst(@Nullable TenantId owner, Use use) {
		boolean joins = this.database.isWriting();
		long moment = this.keys.moment();
		Optional<UUID> found = firstMarked(use);
		if (found.isEmpty()) {
			key(owner, use.purpose());
			// Another node may have been faster, with another key.
			found = firstMarked(use);
		}
		DataKey key = found.flatMap(this.keys::find).orElseThrow(CiphertextInvalidException::new);
		if (!joins) {
			this.firsts.put(use, key);
			// It may have been destroyed since it was found.
			if (moment != this.keys.moment()) {
				this.firsts.invalidate(use);
			}
		}
		return key;
	}

	// A key that is retired was in use before one that is not.
	private Optional<UUID> firstMarked(Use use) {
		return this.database.jdbc().sql("""
				select k.id
				from stratum.data_key k
				join stratum.data_key_use u on u.key_id = k.id
				where k.owner = ? and u.purpose = ?
				order by k.retired_at nulls last, k.created_at
				limit 1
				""").params(use.owner(), use.purpose()).query(UUID.class).optional();
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
			this.firsts.invalidateAll();
		}
		else {
			this.known.asMap().keySet().removeIf((use) -> use.owner().equals(owner.value()));
			this.firsts.asMap().keySet().removeIf((use) -> use.owner().equals(owner.value()));
		}
	}

	/**
	 * What an owner uses a key for.
	 */
	private record Use(UUID owner, String purpose) {

	}

}
