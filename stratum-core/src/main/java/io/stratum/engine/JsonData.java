package io.stratum.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON as plain values that nobody can change: maps, lists, text, numbers, booleans and
 * {@code null}.
 */
public final class JsonData {

	/** Most bytes a value may have as JSON. */
	public static final int MAX_BYTES = 64 * 1024;

	private static final int MAX_DEPTH = 100;

	// Within what both jsonb and the JSON reader can take.
	private static final int MAX_DIGITS = 300;

	private JsonData() {
	}

	/**
	 * Takes a value from outside, as an immutable copy.
	 * @param field where it is, for the issue
	 * @param value maps, collections, text, numbers, booleans, {@code null} or a
	 * {@link JsonNode}
	 * @return the copy
	 * @throws InvalidInputException if it is anything else, cannot be stored or has more
	 * than {@value #MAX_BYTES} bytes
	 */
	public static @Nullable Object accept(String field, @Nullable Object value) {
		Object plain = (value instanceof JsonNode node) ? Json.mapper().treeToValue(node, Object.class) : value;
		Object copy = copy(field, plain, 0);
		if (Json.write(copy).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			throw InvalidInputException.of(field, "The value has more than 64 KiB.", "size");
		}
		return copy;
	}

	/**
	 * Reads a stored value.
	 * @param json its text
	 * @return the value, immutable
	 */
	public static @Nullable Object read(String json) {
		return copy("value", Json.mapper().readValue(json, Object.class), 0);
	}

	/**
	 * Tells whether two values are the same JSON; numbers are the same if they are
	 * equally large.
	 * @param left one value
	 * @param right the other
	 * @return whether they are the same
	 */
	public static boolean same(@Nullable Object left, @Nullable Object right) {
		if (left instanceof Number one && right instanceof Number other) {
			return compare(one, other) == 0;
		}
		if (left instanceof List<?> one && right instanceof List<?> other) {
			return sameItems(one, other);
		}
		if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
			return sameMembers(one, other);
		}
		return (left != null) ? left.equals(right) : right == null;
	}

	/**
	 * Compares two numbers by size.
	 * @param left one number
	 * @param right the other
	 * @return less than, equal to or greater than 0
	 */
	public static int compare(Number left, Number right) {
		return decimal(left).compareTo(decimal(right));
	}

	private static boolean sameItems(List<?> left, List<?> right) {
		if (left.size() != right.size()) {
			return false;
		}
		for (int index = 0; index < left.size(); index++) {
			if (!same(left.get(index), right.get(index))) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameMembers(Map<?, ?> left, Map<?, ?> right) {
		return left.keySet().equals(right.keySet())
				&& left.entrySet().stream().allMatch((entry) -> same(entry.getValue(), right.get(entry.getKey())));
	}

	private static BigDecimal decimal(Number number) {
		if (number instanceof BigDecimal decimal) {
			return decimal;
		}
		return (number instanceof Integer || number instanceof Long) ? BigDecimal.valueOf(number.longValue())
				: new BigDecimal(number.toString());
	}

	private static @Nullable Object copy(String field, @Nullable Object value, int depth) {
		if (depth > MAX_DEPTH) {
			throw InvalidInputException.of(field, "The value is nested too deeply.", "depth");
		}
		if (value instanceof Map<?, ?> map) {
			return copyMembers(field, map, depth);
		}
		if (value instanceof Collection<?> items) {
			List<@Nullable Object> copy = new ArrayList<>(items.size());
			items.forEach((item) -> copy.add(copy(field, item, depth + 1)));
			return Collections.unmodifiableList(copy);
		}
		if (value instanceof String text) {
			return copyText(field, text);
		}
		return (value == null || value instanceof Boolean) ? value : copyNumber(field, value);
	}

	private static Map<String, @Nullable Object> copyMembers(String field, Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (!(key instanceof String name)) {
				throw notJson(field);
			}
			copy.put(copyText(field, name), copy(field, value, depth + 1));
		});
		return Collections.unmodifiableMap(copy);
	}

	private static String copyText(String field, String text) {
		boolean storable = text.codePoints()
			.noneMatch((point) -> point == 0 || Character.getType(point) == Character.SURROGATE);
		if (!storable) {
			throw InvalidInputException.of(field, "The value has a character that cannot be stored.", "character");
		}
		return text;
	}

	private static Number copyNumber(String field, Object value) {
		if (value instanceof Integer || value instanceof Long) {
			return (Number) value;
		}
		if (value instanceof Short || value instanceof Byte) {
			return ((Number) value).intValue();
		}
		if (value instanceof BigInteger integer) {
			return checked(field, new BigDecimal(integer)).toBigInteger();
		}
		if (value instanceof BigDecimal decimal) {
			return checked(field, decimal);
		}
		if ((value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue())) {
			return checked(field, new BigDecimal(value.toString()));
		}
		throw notJson(field);
	}

	private static BigDecimal checked(String field, BigDecimal number) {
		// In long arithmetic, as a scale may be anything an int can be.
		if (number.scale() > MAX_DIGITS || (long) number.precision() - number.scale() > MAX_DIGITS) {
			throw InvalidInputException.of(field, "The value has a number of more than 300 digits.", "range");
		}
		return number;
	}

	private static InvalidInputException notJson(String field) {
		return InvalidInputException.of(field, "The value is not JSON.", "type");
	}

}
