package io.stratum.isolation.binding;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A connection of a tenant was asked for something that would take it out of its binding.
 */
public final class StatementRefusedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param message what was refused and what to do instead
	 */
	public StatementRefusedException(String message) {
		super(ErrorCode.ISOLATION_VIOLATION, message);
	}

}
