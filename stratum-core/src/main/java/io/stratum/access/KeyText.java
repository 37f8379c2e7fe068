package io.stratum.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The text of an API key: a prefix for people and 32 random bytes.
 */
final class KeyText {

	static final String LIVE = "sk_live_";

	private static final String TEST = "sk_test_";

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{1,15}_");

	// Random letters are looked up rather than compared, which no processor predicts.
	private static final boolean[] BASE64_URL = base64Url();

	private static final int SECRET = 43;

	private static final int SHOWN = 8;

	private KeyText() {
	}

	static String random(String prefix) {
		byte[] secret = new byte[32];
		RANDOM.nextBytes(secret);
		return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
	}

	static String random(boolean test) {
		return random(test ? TEST : LIVE);
	}

	/**
	 * Tells whether a text could be a key of whatever prefix, for those given out before
	 * the prefix was changed still work.
	 */
	static boolean isWellFormed(String text) {
		int prefix = text.length() - SECRET;
		if (prefix <= 0 || !(isUsual(text, prefix) || isPrefix(text.substring(0, prefix)))) {
			return false;
		}
		for (int i = prefix; i < text.length(); i++) {
			if (!isBase64Url(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	static boolean isPrefix(String text) {
		return PREFIX.matcher(text).matches();
	}

	private static boolean isUsual(String text, int prefix) {
		return prefix == LIVE.length() && (text.startsWith(LIVE) || text.startsWith(TEST));
	}

	private static boolean isBase64Url(char letter) {
		return letter < BASE64_URL.length && BASE64_URL[letter];
	}

	private static boolean[] base64Url() {
		boolean[] letters = new boolean[128];
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars()
			.forEach((letter) -> letters[letter] = true);
		return letters;
	}

	/**
	 * Returns what tells two keys apart, behind something else: one letter of a usual
	 * prefix, or all of another, and those of the secret.
	 */
	static byte[] distinct(byte[] before, String text) {
		byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
		int from = 0;
		if (isUsual(text, letters.length - SECRET)) {
			from = LIVE.length() - 1;
			letters[from] = letters[LIVE.indexOf("live")];
		}
		byte[] message = Arrays.copyOf(before, before.length + letters.length - from);
		System.arraycopy(letters, from, message, before.length, letters.length - from);
		return message;
	}

	/**
	 * Returns what people may see of a key: its prefix and the first letters behind.
	 */
	static String shown(String text) {
		return text.substring(0, text.length() - SECRET + SHOWN);
	}

	static boolean isTest(String prefix) {
		return prefix.startsWith(TEST);
	}

}
