package io.stratum.config;

import java.util.List;

import io.stratum.Issue;

/**
 * Checks records that were filled from config.
 */
@FunctionalInterface
public interface RecordRule {

	/** Finds nothing wrong with any record. */
	RecordRule NONE = (filled) -> List.of();

	/**
	 * Looks at a record before anybody gets it.
	 * @param filled the record
	 * @return broken rules, whose paths name components as in {@code limits.maxSeats};
	 * empty if there are none
	 */
	List<Issue> check(Record filled);

}
