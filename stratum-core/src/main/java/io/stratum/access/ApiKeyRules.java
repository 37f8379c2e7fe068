package io.stratum.access;

import java.time.Duration;

/**
 * What holds for new API keys and for those that nobody uses.
 *
 * @param prefix what new keys begin with that are not for tests: a lower-case letter, 1
 * to 15 of {@code a-z 0-9 _}, and an underscore
 * @param dormantAfter time without use after which a key counts as dormant, 1 to 365 days
 */
public record ApiKeyRules(String prefix, Duration dormantAfter) {

	/** Longest time without use that can be asked for. */
	static final Duration LONGEST = Duration.ofDays(365);

	/**
	 * Refuses a prefix that nobody could find, and times out of range.
	 * @throws IllegalArgumentException if one of both is not possible
	 */
	public ApiKeyRules {
		if (!KeyText.isPrefix(prefix) || KeyText.isTest(prefix)) {
			throw new IllegalArgumentException("The prefix of keys is a lower-case letter, 1 to 15 of a-z 0-9 _ and an"
					+ " underscore, and not that of keys for tests, sk_test_.");
		}
		if (dormantAfter.compareTo(Duration.ofDays(1)) < 0 || dormantAfter.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("A key counts as dormant after 1 to 365 days, not " + dormantAfter);
		}
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return {@code sk_live_} and 90 days
	 */
	public static ApiKeyRules defaults() {
		return new ApiKeyRules(KeyText.LIVE, Duration.ofDays(90));
	}

}
