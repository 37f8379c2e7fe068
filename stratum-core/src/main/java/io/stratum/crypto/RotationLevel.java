package io.stratum.crypto;

import java.util.Locale;

/**
 * Kind of key that a rotation changes.
 */
public enum RotationLevel {

	/** The key-encryption key: data keys are wrapped again, no value is touched. */
	KEK,
	/** The data keys: fresh ones take over, every value is sealed again. */
	DEK;

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
