package io.stratum.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON reduced to what both PostgreSQL and RFC 8785 keep without loss.
 *
 * <p>
 * Numbers that an IEEE 754 double cannot hold become text, because the canonical form
 * would hide a change of their last digits. Characters that {@code jsonb} refuses (NUL,
 * lone surrogates) become U+FFFD.
 */
public final class ExactJson {

	private ExactJson() {
	}

	/**
	 * Reduces a value.
	 * @param value a value that {@link Json#write} understands
	 * @return maps, lists, text, numbers, booleans or {@code null}
	 */
	public static @Nullable Object of(@Nullable Object value) {
		return (value != null) ? of(Json.mapper().valueToTree(value)) : null;
	}

	/**
	 * Reduces a text.
	 * @param text any text
	 * @return the text without characters that the database refuses
	 */
	public static String text(String text) {
		StringBuilder result = new StringBuilder(text.length());
		text.codePoints()
			.map((each) -> (each == 0 || Character.getType(each) == Character.SURROGATE) ? 0xFFFD : each)
			.forEach(result::appendCodePoint);
		return result.toString();
	}

	private static @Nullable Object of(JsonNode node) {
		if (node.isObject()) {
			Map<String, @Nullable Object> members = new LinkedHashMap<>();
			node.properties().forEach((member) -> members.put(text(member.getKey()), of(member.getValue())));
			return members;
		}
		if (node.isArray()) {
			List<@Nullable Object> items = new ArrayList<>();
			node.forEach((item) -> items.add(of(item)));
			return items;
		}
		if (node.isNumber()) {
			return number(node);
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		return node.isNull() ? null : text(node.asString());
	}

	private static Object number(JsonNode node) {
		if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
			return node.asString();
		}
		BigDecimal exact = node.decimalValue();
		double nearest = exact.doubleValue();
		boolean kept = Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(exact) == 0;
		return kept ? exact : exact.toString();
	}

}
