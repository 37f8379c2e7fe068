package io.stratum.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text of an API key: a prefix for people and 32 random bytes.
 */
final class KeyText {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Pattern FORM = Pattern.compile("sk_(live|test)_[A-Za-z0-9_-]{43}");

	private static final String TEST = "sk_test_";

	private static final int SHOWN = 16;

	private KeyText() {
	}

	static String random(boolean test) {
		byte[] secret = new byte[32];
		RANDOM.nextBytes(secret);
		return (test ? TEST : "sk_live_") + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

	static boolean isWellFormed(String text) {
		return text.length() == 51 && FORM.matcher(text).matches();
	}

	static String prefix(String text) {
		return text.substring(0, SHOWN);
	}

	static boolean isTest(String prefix) {
		return prefix.startsWith(TEST);
	}

}
