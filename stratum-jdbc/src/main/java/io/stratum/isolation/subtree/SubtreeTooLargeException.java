package io.stratum.isolation.subtree;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A subtree has more tenants than may be read at once.
 */
public final class SubtreeTooLargeException extends StratumException {

	SubtreeTooLargeException(int limit) {
		super(ErrorCode.VALIDATION_ERROR, "The subtree has more than " + limit
				+ " tenants, which is the most that is read at once. Read the subtrees of its children one by one.",
				Map.of("limit", limit));
	}

}
