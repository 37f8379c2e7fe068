package io.stratum.autoconfigure.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;

/**
 * Finds the keys of stores in this process, which might keep for ever what nobody finds
 * any more.
 */
final class StoredKeys {

	private StoredKeys() {
	}

	/**
	 * Returns a live view of the keys, or nothing for a store elsewhere.
	 */
	static Collection<?> of(Object store) {
		if (store instanceof Cache<?, ?> caffeine) {
			return caffeine.asMap().keySet();
		}
		return (store instanceof Map<?, ?> map) ? map.keySet() : new ArrayList<>();
	}

}
