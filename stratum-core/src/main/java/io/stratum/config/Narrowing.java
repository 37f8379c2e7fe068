package io.stratum.config;

import java.util.Locale;

/**
 * How far a tenant may go beyond what its ancestors set.
 */
public enum Narrowing {

	/** Any value may follow any other. */
	ANY,
	/** Numbers may only get smaller down the tree. */
	LOWER_ONLY,
	/** Numbers may only get larger down the tree. */
	RAISE_ONLY,
	/** Lists may only lose elements down the tree. */
	SUBSET_ONLY;

	/**
	 * Returns the name used in JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
