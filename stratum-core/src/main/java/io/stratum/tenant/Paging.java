package io.stratum.tenant;

import io.stratum.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list to read.
 *
 * @param after the last tenant seen, or {@code null} to begin
 * @param limit most tenants to read, 1 to 1,000
 */
public record Paging(@Nullable TenantId after, int limit) {

	/** Most tenants of a page. */
	public static final int MAX_LIMIT = 1000;

	/**
	 * Refuses a limit out of range.
	 */
	public Paging {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw InvalidInputException.of("limit", "The limit lies between 1 and " + MAX_LIMIT + ".", "range");
		}
	}

	/**
	 * Begins a list.
	 * @param limit most tenants to read, 1 to 1,000
	 * @return the first page
	 * @throws InvalidInputException if the limit is out of range
	 */
	public static Paging first(int limit) {
		return new Paging(null, limit);
	}

	/**
	 * Goes on with a list.
	 * @param last the last tenant seen
	 * @return the page that follows it
	 */
	public Paging after(TenantId last) {
		return new Paging(last, this.limit);
	}

}
