package io.stratum.policy;

import java.util.Locale;

import io.stratum.InvalidInputException;

/**
 * What a condition says of an attribute that is absent or null.
 */
public enum OnMissing {

	/** It cannot tell, so an allow does not apply and a deny does. */
	UNDECIDED,
	/** It does not hold. */
	NO_MATCH;

	/**
	 * Returns the name used in SQL and JSON.
	 * @return the name in lower case
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the name used in SQL and JSON.
	 * @param wireName the name in lower case
	 * @return the rule
	 * @throws InvalidInputException if there is no such rule
	 */
	public static OnMissing ofWireName(String wireName) {
		for (OnMissing rule : values()) {
			if (rule.wireName().equals(wireName)) {
				return rule;
			}
		}
		throw InvalidInputException.of("on_missing", "The rule for a missing attribute is undecided or no_match.",
				"enum");
	}

}
