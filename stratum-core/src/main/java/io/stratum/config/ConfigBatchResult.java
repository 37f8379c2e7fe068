package io.stratum.config;

import java.util.List;

import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of setting several keys.
 *
 * @param items one for each key, in the order given
 */
public record ConfigBatchResult(List<Item> items) {

	/**
	 * Keeps a copy of the items.
	 */
	public ConfigBatchResult {
		items = List.copyOf(items);
	}

	/**
	 * Returns how many keys were stored.
	 * @return the number
	 */
	public int succeeded() {
		return (int) this.items.stream().filter((item) -> item.error() == null).count();
	}

	/**
	 * Returns how many keys were refused.
	 * @return the number
	 */
	public int failed() {
		return this.items.size() - succeeded();
	}

	/**
	 * Outcome for one key.
	 *
	 * @param key the key
	 * @param entry what was stored, or {@code null} if it was refused
	 * @param error why it was refused, or {@code null} if it was stored
	 */
	public record Item(String key, @Nullable ConfigEntry entry, @Nullable StratumException error) {

	}

}
