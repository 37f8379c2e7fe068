package io.stratum.access;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The text of an API key: a prefix for people and 32 random bytes.
 */
final class KeyText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int LENGTH = 51;

	private static final String LIVE = "sk_live_";

	private static final String TEST = "sk_test_";

	private static final int SHOWN = 16;

	/** Letters in which two keys can differ: one of the prefix, and the secret. */
	static final int DISTINCT = 1 + LENGTH - LIVE.length();

	private KeyText() {
	}

	static String random(boolean test) {
		byte[] secret = new byte[32];
		RANDOM.nextBytes(secret);
		return (test ? TEST : LIVE) + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

	static boolean isWellFormed(String text) {
		if (text.length() != LENGTH || !(text.startsWith(LIVE) || text.startsWith(TEST))) {
			return false;
		}
		for (int i = LIVE.length(); i < LENGTH; i++) {
			if (!isBase64Url(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isBase64Url(char letter) {
		return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
				|| letter == '-' || letter == '_';
	}

	static char distinct(String text, int index) {
		return text.charAt((index == 0) ? LIVE.indexOf("live") : LIVE.length() + index - 1);
	}

	static String prefix(String text) {
		return text.substring(0, SHOWN);
	}

	static boolean isTest(String prefix) {
		return prefix.startsWith(TEST);
	}

}
