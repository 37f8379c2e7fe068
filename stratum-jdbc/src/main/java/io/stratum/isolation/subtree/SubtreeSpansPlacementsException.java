package io.stratum.isolation.subtree;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The rows of a subtree are in more than one place, so one query cannot see them all.
 */
public final class SubtreeSpansPlacementsException extends StratumException {

	SubtreeSpansPlacementsException(int places) {
		super(ErrorCode.INTERNAL_SERVER_ERROR, "The rows of the subtree are in " + places
				+ " places, and one query would see a part of them only. Use Subtree.gather(root, work), which runs the query in each place.",
				Map.of("places", places));
	}

}
