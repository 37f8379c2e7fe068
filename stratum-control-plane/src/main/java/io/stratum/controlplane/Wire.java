package io.stratum.controlplane;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as this API speaks it, whatever the application chose for its own.
 */
final class Wire {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final JsonMapper MAPPER = JsonMapper
		.builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.withCoercionConfig(LogicalType.Textual,
				(texts) -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
		.addModule(new SimpleModule("stratum").addSerializer(new TextOf<>(Instant.class) {
			@Override
			String text(Instant value) {
				return time(value);
			}
		}).addSerializer(new TextOf<>(TenantId.class) {
			@Override
			String text(TenantId value) {
				return value.toString();
			}
		}).addDeserializer(TenantId.class, new OfText<>(TenantId.class) {
			@Override
			TenantId of(String text) {
				return TenantId.parse(text);
			}
		}).addDeserializer(ResourceId.class, new OfText<>(ResourceId.class) {
			@Override
			ResourceId of(String text) {
				return ResourceId.of(text);
			}
		}).addDeserializer(Instant.class, new OfText<>(Instant.class) {
			@Override
			Instant of(String text) {
				return OffsetDateTime.parse(text).toInstant();
			}
		}))
		.build();

	private Wire() {
	}

	static JsonMapper mapper() {
		return MAPPER;
	}

	static String time(Instant time) {
		return TIME.format(time);
	}

	private abstract static class TextOf<T> extends StdSerializer<T> {

		private TextOf(Class<T> type) {
			super(type);
		}

		abstract String text(T value);

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(text(value));
		}

	}

	private abstract static class OfText<T> extends StdDeserializer<T> {

		private OfText(Class<T> type) {
			super(type);
		}

		abstract T of(String text);

		@Override
		@SuppressWarnings("unchecked")
		public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
			if (parser.currentToken() != JsonToken.VALUE_STRING) {
				return (T) context.handleUnexpectedToken(getValueType(context), parser);
			}
			String text = parser.getString();
			try {
				return of(text);
			}
			catch (RuntimeException ex) {
				return (T) context.handleWeirdStringValue(handledType(), text, "not well-formed");
			}
		}

	}

}
