package io.stratum.policy;

import java.util.Locale;

import io.stratum.InvalidInputException;

/**
 * What a policy says when it applies.
 */
public enum Effect {

	/** The action is allowed, unless a policy denies it. */
	ALLOW,
	/** The action is denied, whatever else applies. */
	DENY;

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
	 * @return the effect
	 * @throws InvalidInputException if there is no such effect
	 */
	public static Effect ofWireName(String wireName) {
		for (Effect effect : values()) {
			if (effect.wireName().equals(wireName)) {
				return effect;
			}
		}
		throw InvalidInputException.of("effect", "The effect is allow or deny.", "enum");
	}

}
