package io.stratum.engine;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Estimate of the heap that a value takes, for bounds of memory.
 *
 * <p>
 * Sizes are those of a 64-bit virtual machine with compressed pointers, rounded up: an
 * estimate that is too large costs a load, one that is too small costs the heap.
 */
public final class Footprint {

	private static final int OBJECT = 48;

	private static final int ENTRY = 40;

	private Footprint() {
	}

	/**
	 * Estimates a value as JSON knows it.
	 * @param value a map, a collection, text, a number, a boolean or {@code null}
	 * @return its size in bytes
	 */
	public static long of(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			return OBJECT + 2L * text.length();
		}
		if (value instanceof Map<?, ?> map) {
			return OBJECT + map.entrySet()
				.stream()
				.mapToLong((entry) -> ENTRY + of(entry.getKey()) + of(entry.getValue()))
				.sum();
		}
		if (value instanceof Collection<?> collection) {
			return OBJECT + collection.stream().mapToLong(Footprint::of).sum();
		}
		return OBJECT;
	}

}
