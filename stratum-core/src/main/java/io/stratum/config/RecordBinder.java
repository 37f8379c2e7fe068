package io.stratum.config;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;

/**
 * Fills records from config keys, with names compared as people write them.
 */
final class RecordBinder {

	private static final Map<Class<?>, Object> EMPTY = Map.of(Optional.class, Optional.empty(), List.class, List.of(),
			Set.class, Set.of(), Map.class, Map.of());

	private final ConfigReader reader;

	private final Map<String, EffectiveValue> relaxed = new LinkedHashMap<>();

	RecordBinder(ConfigReader reader) {
		this.reader = reader;
		// The map is sorted, so the first of several spellings is always the same.
		reader.values().forEach((key, value) -> this.relaxed.putIfAbsent(relax(key), value));
	}

	<R> R bind(String prefix, Class<R> type) {
		return create(type, (component) -> value(prefix + "." + component.getName(), component));
	}

	/**
	 * Finds the value that a component came from, which may be an object around it.
	 * @return the value, or {@code null} if nobody sets any
	 */
	@Nullable EffectiveValue nearest(String name) {
		EffectiveValue value = exactOrRelaxed(name);
		int dot = name.lastIndexOf('.');
		return (value != null || dot < 0) ? value : nearest(name.substring(0, dot));
	}

	private @Nullable Object value(String name, RecordComponent component) {
		JavaType type = type(component.getGenericType());
		boolean optional = type.hasRawClass(Optional.class);
		Optional<Object> found = find(name, optional ? type.containedType(0) : type)
			.or(() -> declaredDefault(component, type));
		return optional ? found : found.orElse(absent(type));
	}

	private Optional<Object> find(String name, JavaType type) {
		EffectiveValue value = exactOrRelaxed(name);
		if (value != null && type.isRecordType() && value.value() instanceof Map<?, ?> members) {
			return Optional.of(fromObject(value, members, type.getRawClass()));
		}
		if (value != null) {
			return this.reader.read(value, type);
		}
		return (type.isRecordType() && hasKeysBelow(name)) ? Optional.of(bind(name, type.getRawClass()))
				: Optional.empty();
	}

	private @Nullable EffectiveValue exactOrRelaxed(String name) {
		EffectiveValue exact = this.reader.values().get(name);
		return (exact != null) ? exact : this.relaxed.get(relax(name));
	}

	private boolean hasKeysBelow(String name) {
		String prefix = relax(name) + ".";
		return this.relaxed.keySet().stream().anyMatch((key) -> key.startsWith(prefix));
	}

	private Object fromObject(EffectiveValue value, Map<?, ?> members, Class<?> type) {
		Map<String, Object> renamed = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			members.forEach((name, member) -> {
				if (member != null && relax(String.valueOf(name)).equals(relax(component.getName()))) {
					renamed.putIfAbsent(component.getName(), member);
				}
			});
		}
		return create(type, (component) -> member(value, renamed.get(component.getName()), component));
	}

	private @Nullable Object member(EffectiveValue whole, @Nullable Object member, RecordComponent component) {
		JavaType type = type(component.getGenericType());
		if (member == null) {
			return declaredDefault(component, type).orElseGet(() -> absent(type));
		}
		EffectiveValue part = new EffectiveValue(whole.key(), member, whole.source(), whole.inherited(), whole.locked(),
				false, false, null);
		return (type.isRecordType() && member instanceof Map<?, ?> members)
				? fromObject(part, members, type.getRawClass()) : Conversion.convert(part, type);
	}

	private static Optional<Object> declaredDefault(RecordComponent component, JavaType type) {
		DefaultValue annotation = component.getAnnotation(DefaultValue.class);
		if (annotation == null) {
			return Optional.empty();
		}
		JavaType target = type.hasRawClass(Optional.class) ? type.containedType(0) : type;
		return Optional.of(parse(annotation.value(), target));
	}

	private static Object parse(String text, JavaType type) {
		if (type.hasRawClass(Secret.class)) {
			return new Secret(text);
		}
		try {
			return Conversion.STRICT.readValue(text, type);
		}
		catch (JacksonException ex) {
			return Conversion.STRICT.convertValue(text, type);
		}
	}

	/**
	 * Returns what a component without any value is.
	 */
	private static @Nullable Object absent(JavaType type) {
		if (type.isPrimitive()) {
			return Array.get(Array.newInstance(type.getRawClass(), 1), 0);
		}
		return EMPTY.get(type.getRawClass());
	}

	private static JavaType type(Type type) {
		return Json.mapper().constructType(type);
	}

	private static <R> R create(Class<R> type, ComponentValue values) {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		Object[] arguments = Arrays.stream(components).map(values::of).toArray();
		try {
			Constructor<R> constructor = type.getDeclaredConstructor(types);
			constructor.setAccessible(true);
			return constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw new IllegalArgumentException("Config does not make a valid " + type.getName() + ".", ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Record " + type.getName() + " cannot be created.", ex);
		}
	}

	private static String relax(String name) {
		return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
	}

	@FunctionalInterface
	private interface ComponentValue {

		@Nullable Object of(RecordComponent component);

	}

}
