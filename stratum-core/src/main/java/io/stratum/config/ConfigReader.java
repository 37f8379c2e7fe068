package io.stratum.config;

import java.util.Map;
import java.util.Optional;

import io.stratum.engine.Json;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Reads effective values as Java types; sensitive ones only as {@link Secret}.
 */
final class ConfigReader {

	private final EffectiveConfig config;

	private final Map<String, EffectiveValue> values;

	ConfigReader(EffectiveConfig config) {
		this.config = config;
		this.values = config.values();
	}

	Map<String, EffectiveValue> values() {
		return this.values;
	}

	Optional<Object> find(String key, JavaType type) {
		EffectiveValue value = this.values.get(key);
		return (value != null) ? read(value, type) : Optional.empty();
	}

	Optional<Object> read(EffectiveValue value, JavaType type) {
		if (type.hasRawClass(Secret.class)) {
			return secret(value);
		}
		if (value.masked()) {
			throw Conversion.mismatch(value, type);
		}
		return (value.value() != null) ? Optional.of(Conversion.convert(value, type)) : Optional.empty();
	}

	private Optional<Object> secret(EffectiveValue value) {
		JsonNode clear = Json.read(this.config.clear(value.key()));
		return clear.isNull() ? Optional.empty()
				: Optional.of(new Secret(clear.isString() ? clear.stringValue() : clear.toString()));
	}

}
