package io.stratum.policy;

import io.stratum.InvalidInputException;

/**
 * What tenants below may do about a policy by one of the same composite.
 */
public enum PolicyMode {

	/** Nothing: they cannot write one. */
	LOCKED,
	/** Replace it if it allows; a denial stays. */
	INHERITED,
	/** Replace it whatever it says. */
	DELEGATED;

	/**
	 * Reads the name used in SQL and JSON.
	 * @param name the name in upper case
	 * @return the mode
	 * @throws InvalidInputException if there is no such mode
	 */
	public static PolicyMode ofWireName(String name) {
		for (PolicyMode mode : values()) {
			if (mode.name().equals(name)) {
				return mode;
			}
		}
		throw InvalidInputException.of("mode", "The mode is LOCKED, INHERITED or DELEGATED.", "enum");
	}

}
