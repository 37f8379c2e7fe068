package io.stratum.permission;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.JsonData;
import org.jspecify.annotations.Nullable;

/**
 * The order of values by how much they grant.
 *
 * <p>
 * {@code false} and {@code null} are nothing and {@code true} is everything. Between them
 * numbers go by size, texts are comparable only if equal, arrays go by inclusion and
 * objects member by member, where a missing member grants nothing. Values of different
 * kinds are incomparable.
 */
final class ValueOrder {

	private ValueOrder() {
	}

	static boolean isNothing(@Nullable Object value) {
		return value == null || Boolean.FALSE.equals(value);
	}

	static boolean isAtMost(@Nullable Object value, @Nullable Object bound) {
		if (isNothing(value) || Boolean.TRUE.equals(bound)) {
			return true;
		}
		if (value instanceof Number number && bound instanceof Number limit) {
			return JsonData.compare(number, limit) <= 0;
		}
		if (value instanceof List<?> items && bound instanceof List<?> allowed) {
			return items.stream().allMatch((item) -> contains(allowed, item));
		}
		if (value instanceof Map<?, ?> members && bound instanceof Map<?, ?> allowed) {
			return members.entrySet()
				.stream()
				.allMatch((member) -> isAtMost(member.getValue(), allowed.get(member.getKey())));
		}
		return value instanceof String && value.equals(bound);
	}

	/**
	 * Returns the greatest value that is at most as much as both.
	 */
	static @Nullable Object limit(@Nullable Object bound, @Nullable Object value) {
		if (isAtMost(value, bound)) {
			return value;
		}
		if (isAtMost(bound, value)) {
			return bound;
		}
		if (bound instanceof List<?> allowed && value instanceof List<?> items) {
			return common(allowed, items);
		}
		if (bound instanceof Map<?, ?> allowed && value instanceof Map<?, ?> members) {
			return limitMembers(allowed, members);
		}
		return Boolean.FALSE;
	}

	private static List<@Nullable Object> common(List<?> allowed, List<?> items) {
		List<@Nullable Object> common = new ArrayList<>();
		for (Object item : items) {
			if (contains(allowed, item) && !contains(common, item)) {
				common.add(item);
			}
		}
		return Collections.unmodifiableList(common);
	}

	private static Map<String, @Nullable Object> limitMembers(Map<?, ?> allowed, Map<?, ?> members) {
		Map<String, @Nullable Object> limited = new LinkedHashMap<>();
		members.forEach((key, value) -> {
			Object member = limit(allowed.get(key), value);
			if (!isNothing(member)) {
				limited.put((String) key, member);
			}
		});
		return Collections.unmodifiableMap(limited);
	}

	private static boolean contains(List<?> items, @Nullable Object wanted) {
		for (Object item : items) {
			if (JsonData.same(item, wanted)) {
				return true;
			}
		}
		return false;
	}

}
