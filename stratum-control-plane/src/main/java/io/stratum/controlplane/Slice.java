package io.stratum.controlplane;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import io.stratum.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a request asks for.
 *
 * @param list name of the list
 * @param after id of the last row seen, or {@code null} for the first part
 * @param limit most rows
 */
record Slice(String list, @Nullable UUID after, int limit) {

	/** Most rows of a list that has no rule of its own. */
	static final int MOST = 1000;

	static Slice of(Cursors cursors, String list, @Nullable String cursor, @Nullable Integer limit) {
		return of(cursors, list, cursor, limit, MOST, MOST);
	}

	static Slice of(Cursors cursors, String list, @Nullable String cursor, @Nullable Integer limit, int usual,
			int most) {
		if (limit != null && (limit < 1 || limit > most)) {
			throw InvalidInputException.of("limit", "The limit lies between 1 and " + most + ".", "range");
		}
		return new Slice(list, cursors.read(list, cursor), (limit != null) ? limit : usual);
	}

	/**
	 * Returns the cursor of the next part of a list of which one row too many was read.
	 */
	<T> @Nullable String next(Cursors cursors, List<T> oneMore, Function<T, UUID> id) {
		return (oneMore.size() > this.limit) ? cursors.write(this.list, id.apply(oneMore.get(this.limit - 1))) : null;
	}

	<T> List<T> cut(List<T> oneMore) {
		return oneMore.subList(0, Math.min(this.limit, oneMore.size()));
	}

}
