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
 * @param most most rows that the list gives at once
 */
record Slice(String list, @Nullable UUID after, int limit, int most) {

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
		return new Slice(list, cursors.read(list, cursor), (limit != null) ? limit : usual, most);
	}

	/**
	 * Returns how many rows to read: one too many, so that the last part shows, unless
	 * the list gives no more.
	 */
	int asked() {
		return Math.min(this.limit + 1, this.most);
	}

	/**
	 * Returns the cursor of the next part of a list of which {@link #asked()} rows were
	 * asked for.
	 */
	<T> @Nullable String next(Cursors cursors, List<T> rows, Function<T, UUID> id) {
		boolean more = rows.size() > this.limit || (this.limit == this.most && rows.size() == this.limit);
		return more ? cursors.write(this.list, id.apply(rows.get(this.limit - 1))) : null;
	}

	/**
	 * Takes this part, and one row more if there is one, of a list that is at hand.
	 */
	<T> List<T> of(List<T> all, Function<T, UUID> id) {
		int start = 0;
		for (int index = 0; this.after != null && index < all.size(); index++) {
			if (id.apply(all.get(index)).equals(this.after)) {
				start = index + 1;
			}
		}
		return all.stream().skip(start).limit(asked()).toList();
	}

	<T> List<T> cut(List<T> oneMore) {
		return oneMore.subList(0, Math.min(this.limit, oneMore.size()));
	}

}
