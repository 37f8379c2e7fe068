package io.stratum.access;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Named sets of scopes, and who has them.
 */
public final class Roles {

	private Roles() {
	}

	static StratumException notFound() {
		return new StratumException(ErrorCode.NOT_FOUND, "The role is not found.");
	}

}
