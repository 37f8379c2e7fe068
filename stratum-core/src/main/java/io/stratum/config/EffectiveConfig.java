package io.stratum.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.stratum.crypto.CiphertextInvalidException;
import io.stratum.crypto.EncryptionKeyUnavailableException;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.Footprint;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that holds for a tenant, ready to be read; secrets stay sealed.
 */
final class EffectiveConfig {

	private static final String UNDECRYPTABLE = "undecryptable";

	private static final int VALUE_BYTES = 160;

	private final TenantId tenant;

	private final ConfigKeys keys;

	private final FieldCipher cipher;

	private final Map<String, StoredEntry> winners = new LinkedHashMap<>();

	private final Set<String> hidden;

	private final SharedRecords records = new SharedRecords();

	private volatile Map<String, EffectiveValue> values;

	private volatile boolean keyWasUnavailable;

	EffectiveConfig(ConfigLevels levels, ConfigKeys keys, FieldCipher cipher) {
		this.tenant = levels.path().self();
		this.keys = keys;
		this.cipher = cipher;
		this.values = Collections.unmodifiableMap(resolve(levels));
		this.hidden = levels.entries()
			.keySet()
			.stream()
			.filter((key) -> levels.own(key).isPresent() && !isOwn(this.winners.get(key)))
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns the values by key, sorted, unmodifiable and always the same map.
	 */
	Map<String, EffectiveValue> values() {
		if (this.keyWasUnavailable) {
			tryAgain();
		}
		return this.values;
	}

	/**
	 * Returns the records that were filled from these values.
	 */
	SharedRecords records() {
		return this.records;
	}

	/**
	 * Tells whether the tenant set a value of its own that is not in effect.
	 */
	boolean hides(String key) {
		return this.hidden.contains(key);
	}

	/**
	 * Returns the JSON text of a value, sensitive ones in clear.
	 * @throws CiphertextInvalidException if it does not open
	 */
	String clear(String key) {
		StoredEntry winner = this.winners.get(key);
		if (winner == null) {
			return String.valueOf(this.keys.defaultNode(key));
		}
		return (winner.sealed() != null) ? this.cipher.open(winner.place(), winner.sealed())
				: String.valueOf(winner.json());
	}

	/**
	 * Estimates the heap this takes, in bytes.
	 */
	long footprint() {
		long bytes = 0;
		for (StoredEntry winner : this.winners.values()) {
			bytes += VALUE_BYTES + Footprint.of(winner.key()) + Footprint.of(winner.json())
					+ Footprint.of(winner.sealed());
		}
		for (EffectiveValue value : this.values.values()) {
			bytes += VALUE_BYTES + Footprint.of(value.value());
		}
		return bytes;
	}

	private Map<String, EffectiveValue> resolve(ConfigLevels levels) {
		SortedSet<String> names = new TreeSet<>(levels.entries().keySet());
		names.addAll(this.keys.declared().keySet());
		Map<String, EffectiveValue> resolved = new LinkedHashMap<>();
		for (String name : names) {
			EffectiveValue value = resolve(name, levels.resolve(name, this.keys.narrowing(name)));
			if (value != null) {
				resolved.put(name, value);
			}
		}
		return resolved;
	}

	private @Nullable EffectiveValue resolve(String key, Resolution resolution) {
		StoredEntry winner = resolution.winner();
		if (winner == null) {
			return defaultValue(key);
		}
		this.winners.put(key, winner);
		boolean masked = winner.isMasked(this.keys);
		return new EffectiveValue(key, masked ? null : resolution.value(), winner.tenant(), !isOwn(winner),
				resolution.lock() != null, masked, masked, error(winner));
	}

	private @Nullable EffectiveValue defaultValue(String key) {
		JsonNode node = this.keys.defaultNode(key);
		if (node == null) {
			return null;
		}
		boolean masked = this.keys.isSensitive(key);
		return new EffectiveValue(key, masked ? null : JsonValues.freeze(node), null, true, false, masked, masked,
				null);
	}

	private @Nullable String error(StoredEntry winner) {
		if (winner.sealed() == null) {
			return null;
		}
		try {
			this.cipher.open(winner.place(), winner.sealed());
			return null;
		}
		catch (CiphertextInvalidException ex) {
			return UNDECRYPTABLE;
		}
		catch (EncryptionKeyUnavailableException ex) {
			this.keyWasUnavailable = true;
			return UNDECRYPTABLE;
		}
	}

	private void tryAgain() {
		this.keyWasUnavailable = false;
		Map<String, EffectiveValue> again = new LinkedHashMap<>(this.values);
		this.winners.forEach((key, winner) -> again.computeIfPresent(key, (same, value) -> withError(value, winner)));
		this.values = Collections.unmodifiableMap(again);
	}

	private EffectiveValue withError(EffectiveValue value, StoredEntry winner) {
		return new EffectiveValue(value.key(), value.value(), value.source(), value.inherited(), value.locked(),
				value.sensitive(), value.masked(), error(winner));
	}

	private boolean isOwn(@Nullable StoredEntry entry) {
		return entry != null && entry.tenant().equals(this.tenant);
	}

}
