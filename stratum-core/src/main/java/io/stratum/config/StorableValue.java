package io.stratum.config;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.stratum.InvalidInputException;
import io.stratum.engine.Json;
import tools.jackson.databind.JsonNode;

/**
 * What PostgreSQL can keep of JSON, and how much of it we let it keep.
 */
final class StorableValue {

	static final int MAX_BYTES = 64 * 1024;

	private static final int MAX_DEPTH = 100;

	private static final int MAX_DIGITS = 1000;

	private StorableValue() {
	}

	/**
	 * Checks a value and writes it.
	 * @return its JSON text
	 * @throws InvalidInputException if it is too large, too deep, or holds what
	 * {@code jsonb} cannot
	 */
	static String write(JsonNode value) {
		check(value, 1);
		String json = Json.write(value);
		if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
			throw InvalidInputException.of("value", "The value is larger than 64 KiB.", "size");
		}
		return json;
	}

	private static void check(JsonNode value, int depth) {
		if (depth > MAX_DEPTH) {
			throw InvalidInputException.of("value", "The value is nested deeper than 100 levels.", "depth");
		}
		if (value.isString()) {
			checkText(value.stringValue());
		}
		else if (value.isNumber()) {
			checkNumber(value);
		}
		else if (value.isContainer()) {
			value.properties().stream().map(Map.Entry::getKey).forEach(StorableValue::checkText);
			value.forEach((element) -> check(element, depth + 1));
		}
		else if (!value.isBoolean() && !value.isNull()) {
			throw InvalidInputException.of("value", "The value is not JSON.", "type");
		}
	}

	private static void checkText(String text) {
		if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
			throw InvalidInputException.of("value", "The value holds text that is not valid Unicode or has a NUL.",
					"text");
		}
	}

	private static void checkNumber(JsonNode value) {
		if (!isFinite(value) || !isShort(value.decimalValue())) {
			throw InvalidInputException.of("value", "The value holds a number that is infinite or too long.", "number");
		}
	}

	private static boolean isFinite(JsonNode value) {
		return !(value.isDouble() || value.isFloat()) || Double.isFinite(value.doubleValue());
	}

	private static boolean isShort(BigDecimal number) {
		return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
	}

}
