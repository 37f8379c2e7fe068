package io.stratum.permission;

import io.stratum.InvalidInputException;

/**
 * What tenants below the holder of a permission may do with it.
 */
public enum DelegationMode {

	/** They see it as it is; no policy for the key may be written there. */
	LOCKED,
	/** Each may narrow it for itself; none may grant it on. */
	INHERITED,
	/** They may receive any mode from the holder and pass it on. */
	DELEGATED;

	/**
	 * Reads the name used in SQL and JSON.
	 * @param name the name in upper case
	 * @return the mode
	 * @throws InvalidInputException if there is no such mode
	 */
	public static DelegationMode ofWireName(String name) {
		for (DelegationMode mode : values()) {
			if (mode.name().equals(name)) {
				return mode;
			}
		}
		throw InvalidInputException.of("mode", "The mode is LOCKED, INHERITED or DELEGATED.", "enum");
	}

}
