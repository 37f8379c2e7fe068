package io.stratum.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns JSON values into Java types, without guessing.
 */
final class Conversion {

	static final JsonMapper STRICT = JsonMapper.builder()
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private Conversion() {
	}

	static boolean fits(JsonNode value, JavaType type) {
		try {
			return type.hasRawClass(Secret.class) || convert(JsonValues.freeze(value), type) != null;
		}
		catch (JacksonException | IllegalArgumentException | ArithmeticException ex) {
			return false;
		}
	}

	/**
	 * Converts a value in clear.
	 * @throws StratumException {@code CONFIG_TYPE_MISMATCH} if it does not fit
	 */
	static Object convert(EffectiveValue value, JavaType type) {
		try {
			Object converted = convert(value.value(), type);
			if (converted != null) {
				return converted;
			}
		}
		catch (JacksonException | IllegalArgumentException | ArithmeticException ex) {
			// The cause quotes the value.
		}
		throw mismatch(value, type);
	}

	static StratumException mismatch(EffectiveValue value, JavaType type) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("key", value.key());
		details.put("type", type.toCanonical());
		if (value.source() != null) {
			details.put("source_tenant_id", value.source().toString());
		}
		return new StratumException(ErrorCode.CONFIG_TYPE_MISMATCH,
				"The value of config key '" + value.key() + "' set by "
						+ ((value.source() != null) ? "tenant '" + value.source() + "'" : "its declaration")
						+ " cannot be read as " + type.toCanonical()
						+ (value.sensitive() ? "; it is sensitive, read it as Secret." : ". Set one that fits."),
				details);
	}

	private static @Nullable Object convert(@Nullable Object value, JavaType type) {
		Object exact = (value instanceof BigDecimal number && isIntegral(type)) ? number.toBigIntegerExact() : value;
		return type.getRawClass().isInstance(exact) && !type.hasContentType() ? exact
				: STRICT.convertValue(exact, type);
	}

	private static boolean isIntegral(JavaType type) {
		return type.hasRawClass(Integer.class) || type.hasRawClass(Long.class) || type.hasRawClass(int.class)
				|| type.hasRawClass(long.class);
	}

}
