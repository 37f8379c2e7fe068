package io.stratum.config;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the levels above leave of a value.
 */
final class Bound {

	private Bound() {
	}

	/**
	 * Limits a value by the one that holds so far.
	 * @return the value if it is within, else what is left of it
	 */
	static @Nullable Object limit(Narrowing narrowing, @Nullable Object soFar, @Nullable Object said) {
		return switch (narrowing) {
			case ANY -> said;
			case LOWER_ONLY -> (soFar instanceof Number bound) ? nearer(bound, said, 1) : said;
			case RAISE_ONLY -> (soFar instanceof Number bound) ? nearer(bound, said, -1) : said;
			case SUBSET_ONLY -> (soFar instanceof Collection<?> bound) ? intersection(bound, said) : said;
		};
	}

	private static Object nearer(Number bound, @Nullable Object said, int beyond) {
		return (said instanceof Number number && JsonValues.compare(number, bound) * beyond <= 0) ? number : bound;
	}

	private static Object intersection(Collection<?> bound, @Nullable Object said) {
		if (!(said instanceof List<?> list)) {
			// A value that is no list was set before the key was declared.
			return bound;
		}
		return list.stream()
			.filter((element) -> bound.stream().anyMatch((allowed) -> JsonValues.same(allowed, element)))
			.toList();
	}

}
