package io.stratum;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Root of all that Stratum throws, so that one table maps it to answers.
 *
 * <p>
 * The message is fit to show to a user: it never carries a secret, SQL or the id of a
 * tenant the caller does not know.
 */
public class StratumException extends RuntimeException {

	private final String message;

	private final ErrorCode code;

	private final transient Map<String, Object> details;

	/**
	 * Creates an exception without details.
	 * @param code the stable code
	 * @param message what happened, to what, and what to do next
	 */
	public StratumException(ErrorCode code, String message) {
		this(code, message, Map.of());
	}

	/**
	 * Creates an exception with details for machines.
	 * @param code the stable code
	 * @param message what happened, to what, and what to do next
	 * @param details facts by name, in snake case
	 */
	public StratumException(ErrorCode code, String message, Map<String, Object> details) {
		this(code, message, details, null);
	}

	/**
	 * Creates an exception that another one caused.
	 * @param code the stable code
	 * @param message what happened, to what, and what to do next
	 * @param details facts by name, in snake case
	 * @param cause what caused it, for logs only
	 */
	public StratumException(ErrorCode code, String message, Map<String, Object> details, @Nullable Throwable cause) {
		super(message, cause);
		this.message = message;
		this.code = code;
		this.details = Map.copyOf(details);
	}

	/**
	 * Returns what happened, to what, and what to do next.
	 * @return a text fit to show to a user
	 */
	@Override
	public final String getMessage() {
		return this.message;
	}

	/**
	 * Returns the stable code.
	 * @return the code
	 */
	public final ErrorCode code() {
		return this.code;
	}

	/**
	 * Returns facts for machines.
	 * @return facts by name in snake case, empty if there are none
	 */
	public final Map<String, Object> details() {
		return this.details;
	}

}
