package io.stratum.config;

import java.util.Locale;

/**
 * What became of the value of one level.
 */
public enum ConfigEffect {

	/** Declared with the key, for tenants where nobody sets a value. */
	DEFAULT,
	/** Set, and nobody below says otherwise. */
	SET,
	/** Set, but a level further down sets another value. */
	OVERRIDDEN,
	/** Set, but hidden by a lock further up. */
	IGNORED_LOCKED,
	/** Set, but beyond what the levels above allow. */
	LIMITED;

	/**
	 * Returns the name used in JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
