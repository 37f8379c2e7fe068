package io.stratum.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON values as unmodifiable Java objects, compared as JSON compares them.
 */
final class JsonValues {

	private JsonValues() {
	}

	/**
	 * Turns a tree into text, numbers, booleans, {@code null} and unmodifiable
	 * collections.
	 */
	static @Nullable Object freeze(JsonNode node) {
		return freeze(Json.mapper().treeToValue(node, Object.class));
	}

	static @Nullable Object read(String json) {
		return freeze(Json.mapper().readValue(json, Object.class));
	}

	static boolean same(@Nullable Object left, @Nullable Object right) {
		if (left instanceof Number a && right instanceof Number b) {
			return compare(a, b) == 0;
		}
		if (left instanceof List<?> a && right instanceof List<?> b) {
			return sameElements(a, b);
		}
		if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
			return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch((key) -> same(a.get(key), b.get(key)));
		}
		return Objects.equals(left, right);
	}

	static int compare(Number left, Number right) {
		return decimal(left).compareTo(decimal(right));
	}

	private static BigDecimal decimal(Number number) {
		return new BigDecimal(number.toString());
	}

	private static boolean sameElements(List<?> left, List<?> right) {
		if (left.size() != right.size()) {
			return false;
		}
		Iterator<?> others = right.iterator();
		for (Object element : left) {
			if (!same(element, others.next())) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable Object freeze(@Nullable Object value) {
		if (value instanceof List<?> list) {
			List<@Nullable Object> frozen = new ArrayList<>(list.size());
			list.forEach((element) -> frozen.add(freeze(element)));
			return Collections.unmodifiableList(frozen);
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> frozen = new LinkedHashMap<>();
			map.forEach((key, element) -> frozen.put((String) key, freeze(element)));
			return Collections.unmodifiableMap(frozen);
		}
		return value;
	}

}
