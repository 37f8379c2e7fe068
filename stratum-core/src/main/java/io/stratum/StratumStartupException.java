package io.stratum;

import org.jspecify.annotations.Nullable;

/**
 * A mistake that must be put right before the application can start.
 */
public class StratumStartupException extends RuntimeException {

	private final String description;

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what is wrong, and where
	 * @param action two or three ways out, for somebody who sees Stratum for the first
	 * time
	 */
	public StratumStartupException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception that another one caused.
	 * @param description what is wrong, and where
	 * @param action two or three ways out
	 * @param cause what caused it
	 */
	public StratumStartupException(String description, String action, @Nullable Throwable cause) {
		super(description + System.lineSeparator() + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * Returns what is wrong.
	 * @return the description
	 */
	public final String description() {
		return this.description;
	}

	/**
	 * Returns the ways out.
	 * @return what to do
	 */
	public final String action() {
		return this.action;
	}

}
