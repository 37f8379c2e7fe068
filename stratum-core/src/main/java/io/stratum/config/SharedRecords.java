package io.stratum.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Keeps records that were filled from one state of config, so that they are filled once.
 *
 * <p>
 * A record is kept only if nobody can change it and no secret is in it.
 */
final class SharedRecords {

	private static final Set<Class<?>> CONSTANT = Set.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class,
			UUID.class);

	private final Map<Class<?>, Record> kept = new ConcurrentHashMap<>();

	<R extends Record> R get(Class<R> type, Supplier<R> filling) {
		Record known = this.kept.get(type);
		if (known != null) {
			return type.cast(known);
		}
		R filled = filling.get();
		if (isConstant(type)) {
			this.kept.put(type, filled);
		}
		return filled;
	}

	private static boolean isConstant(Type type) {
		JavaType known = Json.mapper().constructType(type);
		Class<?> raw = known.getRawClass();
		if (raw.isRecord()) {
			return Arrays.stream(raw.getRecordComponents())
				.map(RecordComponent::getGenericType)
				.allMatch(SharedRecords::isConstant);
		}
		@Nullable JavaType content = (raw == Optional.class) ? known.containedType(0) : null;
		return (content != null) ? isConstant(content)
				: raw.isPrimitive() || raw.isEnum() || CONSTANT.contains(raw) || raw.getName().startsWith("java.time.");
	}

}
