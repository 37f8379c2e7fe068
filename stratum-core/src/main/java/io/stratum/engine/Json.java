package io.stratum.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the engine stores it: exact decimals, nothing added, nothing lost.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	private Json() {
	}

	/**
	 * Writes a value.
	 * @param value maps, lists, text, numbers, booleans, {@code null} or {@link JsonNode}
	 * @return its JSON text
	 */
	public static String write(@Nullable Object value) {
		return MAPPER.writeValueAsString(value);
	}

	/**
	 * Reads any JSON.
	 * @param json the text
	 * @return its tree
	 */
	public static JsonNode read(String json) {
		return MAPPER.readTree(json);
	}

	/**
	 * Reads a JSON object.
	 * @param json the text
	 * @return its members
	 */
	public static Map<String, @Nullable Object> readObject(String json) {
		return MAPPER.readValue(json, OBJECT);
	}

	/**
	 * Reads a JSON object that nobody can change.
	 * @param json the text
	 * @return its members, unmodifiable on every level
	 */
	public static Map<String, @Nullable Object> readFrozenObject(String json) {
		if (json.equals("{}")) {
			return Map.of();
		}
		Map<String, @Nullable Object> members = readObject(json);
		members.replaceAll((key, value) -> freeze(value));
		return Collections.unmodifiableMap(members);
	}

	private static @Nullable Object freeze(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, member) -> copy.put(key, freeze(member)));
			return Collections.unmodifiableMap(copy);
		}
		if (value instanceof List<?> list) {
			return list.stream().map(Json::freeze).toList();
		}
		return value;
	}

	/**
	 * Returns the mapper itself, for types of the engine.
	 * @return the mapper; it is immutable
	 */
	public static JsonMapper mapper() {
		return MAPPER;
	}

}
