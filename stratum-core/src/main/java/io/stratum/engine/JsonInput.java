package io.stratum.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.stratum.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks JSON that somebody hands in before it meets the database.
 *
 * <p>
 * What passes can be stored as {@code jsonb} and hashed in canonical form (RFC 8785), so
 * neither fails later.
 */
public final class JsonInput {

	/** Most bytes of a value, as UTF-8. */
	public static final int MAX_BYTES = 64 * 1024;

	/** Most levels of objects and arrays. */
	public static final int MAX_LEVELS = 100;

	private static final int MAX_SCALE = 1000;

	private JsonInput() {
	}

	/**
	 * Finds what is wrong with a value.
	 * @param path where the value is, for the issue
	 * @param value maps, lists, text, numbers, booleans, {@code null} or {@link JsonNode}
	 * @return the first broken rule, or empty
	 */
	public static Optional<Issue> check(String path, @Nullable Object value) {
		if (!isStorable(value, 1)) {
			return Optional.of(new Issue(path, "The value of '" + path + "' holds text, a number or a depth of nesting"
					+ " that cannot be stored.", "json"));
		}
		if (Json.write(value).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			return Optional.of(new Issue(path, "The value of '" + path + "' is larger than 64 KiB as JSON.", "size"));
		}
		return Optional.empty();
	}

	/**
	 * Tells whether a text can be stored.
	 * @param text any text
	 * @return whether it is without NUL and without halves of surrogate pairs
	 */
	public static boolean isStorable(String text) {
		return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	private static boolean isStorable(@Nullable Object value, int level) {
		if (value instanceof JsonNode node) {
			return isStorableNode(node, level);
		}
		if (value instanceof Map<?, ?> map) {
			return level <= MAX_LEVELS && map.keySet().stream().allMatch((key) -> key instanceof String)
					&& map.keySet().stream().allMatch((key) -> isStorable(key, level))
					&& map.values().stream().allMatch((member) -> isStorable(member, level + 1));
		}
		if (value instanceof Collection<?> elements) {
			return level <= MAX_LEVELS && elements.stream().allMatch((element) -> isStorable(element, level + 1));
		}
		if (value instanceof String text) {
			return isStorable(text);
		}
		return value == null || value instanceof Boolean || (value instanceof Number number && isStorable(number));
	}

	private static boolean isStorableNode(JsonNode node, int level) {
		if (node.isContainer()) {
			return level <= MAX_LEVELS && node.propertyNames().stream().allMatch(JsonInput::isStorable)
					&& node.values().stream().allMatch((member) -> isStorableNode(member, level + 1));
		}
		if (node.isString()) {
			return isStorable(node.stringValue());
		}
		return node.isNull() || node.isBoolean() || (node.isNumber() && isStorable(node.numberValue()));
	}

	private static boolean isStorable(Number number) {
		return Double.isFinite(number.doubleValue())
				&& (!(number instanceof BigDecimal decimal) || decimal.scale() <= MAX_SCALE);
	}

}
