package io.stratum.policy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads attributes out of data: maps, JSON and the components of records. Nothing else of
 * an object is an attribute.
 */
final class Attributes {

	/** Stands for a member that is not there. */
	static final Object ABSENT = new Object();

	private static final ClassValue<Map<String, Method>> COMPONENTS = new ClassValue<>() {

		@Override
		protected Map<String, Method> computeValue(Class<?> type) {
			return components(type);
		}

	};

	private Attributes() {
	}

	/**
	 * Returns a member of an object.
	 * @return its value, which may be {@code null}, or {@link #ABSENT}
	 */
	static @Nullable Object member(@Nullable Object holder, String name) {
		if (holder instanceof Map<?, ?> map) {
			return memberOfMap(map, name);
		}
		if (holder instanceof JsonNode node) {
			JsonNode member = node.get(name);
			return (member != null) ? plain(member) : ABSENT;
		}
		return (holder instanceof Record data) ? component(data, name) : ABSENT;
	}

	/**
	 * Returns a value in the form that operands compare: text, number, boolean,
	 * collection or, for reaching further, an object.
	 */
	static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof JsonNode node) {
			return plainNode(node);
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value;
	}

	private static @Nullable Object plainNode(JsonNode node) {
		return switch (node.getNodeType()) {
			case STRING -> node.stringValue();
			case BOOLEAN -> node.booleanValue();
			case NUMBER -> node.numberValue();
			case ARRAY -> node.values();
			case NULL, MISSING -> null;
			default -> node;
		};
	}

	private static @Nullable Object memberOfMap(Map<?, ?> map, String name) {
		try {
			Object value = map.get(name);
			return (value != null || map.containsKey(name)) ? plain(value) : ABSENT;
		}
		catch (ClassCastException ex) {
			// A sorted map whose keys are no texts has no such member.
			return ABSENT;
		}
	}

	private static @Nullable Object component(Record holder, String name) {
		Method accessor = COMPONENTS.get(holder.getClass()).get(name);
		if (accessor == null) {
			return ABSENT;
		}
		try {
			return plain(accessor.invoke(holder));
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			return ABSENT;
		}
	}

	private static Map<String, Method> components(Class<?> type) {
		Map<String, Method> accessors = new HashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().trySetAccessible()) {
				accessors.put(component.getName(), component.getAccessor());
			}
		}
		return Map.copyOf(accessors);
	}

}
