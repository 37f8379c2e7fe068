package io.stratum.test.attack;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values by which a row is told from those of others.
 *
 * @param texts long texts, such as ids and references
 * @param keys names and values of keys that are numbers, as in {@code id=3}
 */
record OwnedValues(Set<String> texts, Set<String> keys) {

	private static final int SHORTEST = 8;

	static boolean isTelling(String text) {
		return text.length() >= SHORTEST;
	}

	OwnedValues without(OwnedValues others) {
		Set<String> onlyTexts = new HashSet<>(this.texts);
		onlyTexts.removeAll(others.texts);
		Set<String> onlyKeys = new HashSet<>(this.keys);
		onlyKeys.removeAll(others.keys);
		return new OwnedValues(onlyTexts, onlyKeys);
	}

	/**
	 * Returns what of these is in a text.
	 */
	List<String> in(String text) {
		return Stream
			.concat(this.texts.stream().filter(text::contains), this.keys.stream().filter((key) -> isIn(key, text)))
			.sorted()
			.toList();
	}

	// The column order_id is "orderId" in an answer, or "order_id".
	private static boolean isIn(String key, String text) {
		String name = key.substring(0, key.indexOf('=')).replace("_", "_?");
		String value = key.substring(key.indexOf('=') + 1);
		return Pattern.compile("\"" + name + "\"\\s*:\\s*\"?" + value + "\\b", Pattern.CASE_INSENSITIVE)
			.matcher(text)
			.find();
	}

}
