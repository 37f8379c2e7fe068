package io.stratum.permission;

import io.stratum.InvalidInputException;

/**
 * What becomes of a permission below a tenant when its policy is revoked.
 */
public enum RevocationMode {

	/** Policies of the key below go as well. */
	CASCADE,
	/** What tenants below hold stays as it was, frozen; later tenants get nothing. */
	SOFT,
	/** It cannot be revoked or changed; it ends with its tenant. */
	PERMANENT;

	/**
	 * Reads the name used in SQL and JSON.
	 * @param name the name in upper case
	 * @return the mode
	 * @throws InvalidInputException if there is no such mode
	 */
	public static RevocationMode ofWireName(String name) {
		for (RevocationMode mode : values()) {
			if (mode.name().equals(name)) {
				return mode;
			}
		}
		throw InvalidInputException.of("revocation_mode", "The revocation mode is CASCADE, SOFT or PERMANENT.", "enum");
	}

}
