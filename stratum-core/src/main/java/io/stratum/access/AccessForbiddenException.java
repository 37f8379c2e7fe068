package io.stratum.access;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The caller may not do this.
 *
 * <p>
 * Without details it is one fixed text, the same for a tenant that is unknown and for one
 * that belongs to somebody else.
 */
public final class AccessForbiddenException extends StratumException {

	private AccessForbiddenException(String message, Map<String, Object> details) {
		super(ErrorCode.FORBIDDEN, message, details);
	}

	/**
	 * The caller named a tenant that it does not reach, or that does not exist.
	 * @return the exception, not thrown yet
	 */
	public static AccessForbiddenException outOfReach() {
		return new AccessForbiddenException("The caller may not act for this tenant.", Map.of());
	}

	/**
	 * The caller lacks a scope.
	 * @param required the scope asked for
	 * @return the exception, not thrown yet
	 */
	public static AccessForbiddenException scope(Scope required) {
		return new AccessForbiddenException("This needs the scope '" + required.wireName() + "'.",
				Map.of("required_scope", required.wireName()));
	}

	/**
	 * Only operators may do this.
	 * @return the exception, not thrown yet
	 */
	public static AccessForbiddenException operatorsOnly() {
		return new AccessForbiddenException("Only an operator may do this.", Map.of());
	}

}
