package io.stratum.policy;

import java.util.Locale;

/**
 * What a condition comes to for one request.
 */
public enum Outcome {

	/** It holds. */
	TRUE,
	/** It does not hold. */
	FALSE,
	/** The attribute is missing or of a type the operator cannot use. */
	UNDECIDED;

	/**
	 * Returns the name used in JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Outcome of(boolean holds) {
		return holds ? TRUE : FALSE;
	}

	Outcome not() {
		return switch (this) {
			case TRUE -> FALSE;
			case FALSE -> TRUE;
			case UNDECIDED -> UNDECIDED;
		};
	}

}
