package io.stratum.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Stamps;

/**
 * Memory of API keys by a digest of their text.
 *
 * <p>
 * Unknown keys are remembered apart from known ones and only a few thousand of them, so
 * that random keys neither fill the memory nor push a real key out.
 */
final class KeyMemory {

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final Stamps stamps;

	private final Peppers peppers;

	private final KeyUsage usage;

	private final Cache<KeyDigest, Entry> known = Caffeine.newBuilder().maximumSize(100_000).recordStats().build();

	private final Cache<KeyDigest, Long> unknown = Caffeine.newBuilder().maximumSize(5_000).build();

	KeyMemory(EngineDatabase database, ChangeFeed feed, Peppers peppers, KeyUsage usage) {
		this.database = database;
		this.feed = feed;
		this.stamps = new Stamps(feed, Set.of("api_key", "role", "tenant"));
		this.peppers = peppers;
		this.usage = usage;
	}

	/**
	 * Finds what is known of a key, valid or not.
	 * @param plaintext a well-formed text
	 */
	Optional<KeyState> find(String plaintext) {
		KeyDigest digest = KeyDigest.of(plaintext);
		if (this.feed.isTrusted() && !this.database.isWriting()) {
			Entry entry = this.known.getIfPresent(digest);
			if (entry != null && isRight(entry)) {
				return Optional.of(entry.state);
			}
			Long missed = this.unknown.getIfPresent(digest);
			if (missed != null && missed == this.stamps.now()) {
				return Optional.empty();
			}
		}
		return load(plaintext, digest);
	}

	Cache<?, ?> figures() {
		return this.known;
	}

	void cleanUp() {
		this.known.cleanUp();
		this.unknown.cleanUp();
	}

	long size() {
		return this.known.estimatedSize() + this.unknown.estimatedSize();
	}

	private boolean isRight(Entry entry) {
		long now = this.stamps.now();
		if (entry.checked == now) {
			return true;
		}
		if (!this.stamps.isRight(entry.state.path(), entry.checked)) {
			return false;
		}
		entry.checked = now;
		return true;
	}

	private Optional<KeyState> load(String plaintext, KeyDigest digest) {
		long before = this.stamps.now();
		KeyHash hash = this.peppers.current().hash(plaintext);
		Optional<KeyState> state = stored(plaintext, hash);
		state.filter((found) -> !found.hash().equals(hash))
			.ifPresent(
					(found) -> this.usage.rehash(found.key().id(), found.hash(), hash, this.peppers.current().name()));
		// Inside a transaction the row may be one that is never committed.
		if (!this.database.isWriting()) {
			state.ifPresentOrElse((found) -> this.known.put(digest, new Entry(found, before)),
					() -> this.unknown.put(digest, before));
		}
		return state;
	}

	private Optional<KeyState> stored(String plaintext, KeyHash hash) {
		List<KeyHash> hashes = Stream
			.concat(Stream.of(hash), this.peppers.previous().stream().map((pepper) -> pepper.hash(plaintext)))
			.toList();
		return KeyState.load(this.database, hashes).filter((found) -> hashes.contains(found.hash()));
	}

	private static final class Entry {

		private final KeyState state;

		private volatile long checked;

		private Entry(KeyState state, long checked) {
			this.state = state;
			this.checked = checked;
		}

	}

}
