package io.stratum.test.attack;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Writes down everything that can be reached from an answer.
 */
final class SeenText {

	private static final int LARGEST = 100_000;

	private final StringBuilder text = new StringBuilder();

	private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());

	private SeenText() {
	}

	static String of(@Nullable Object answer) {
		SeenText seen = new SeenText();
		seen.write(answer);
		return seen.text.toString();
	}

	private void write(@Nullable Object value) {
		if (value == null || isPlain(value)) {
			this.text.append('"').append(value).append("\",");
			return;
		}
		if (!this.known.add(value)) {
			return;
		}
		if (this.known.size() > LARGEST) {
			throw new AssertionError("The answer leads to more than " + LARGEST
					+ " objects. Answer rows, ids or text, not what holds the application together.");
		}
		try {
			writeParts(value);
		}
		catch (RuntimeException ex) {
			// What cannot be read any more, such as a lazy collection, was not seen.
			this.text.append("\"?\",");
		}
	}

	private void writeParts(Object value) {
		if (value instanceof Iterable<?> elements) {
			elements.forEach(this::write);
		}
		else if (value instanceof Map<?, ?> entries) {
			entries.forEach((name, part) -> named(String.valueOf(name), part));
		}
		else if (value instanceof Optional<?> present) {
			present.ifPresent(this::write);
		}
		else if (value instanceof Stream<?> elements) {
			elements.forEach(this::write);
		}
		else if (value.getClass().isArray()) {
			for (int i = 0; i < Array.getLength(value); i++) {
				write(Array.get(value, i));
			}
		}
		else {
			ReflectionUtils.doWithFields(value.getClass(), (field) -> named(field.getName(), read(field, value)),
					(field) -> !Modifier.isStatic(field.getModifiers()) && !field.getName().startsWith("$"));
		}
	}

	private void named(String name, @Nullable Object part) {
		this.text.append('"').append(name).append("\":");
		write(part);
	}

	private static @Nullable Object read(Field field, Object owner) {
		try {
			field.setAccessible(true);
			return ReflectionUtils.getField(field, owner);
		}
		catch (InaccessibleObjectException ex) {
			return "?";
		}
	}

	private static boolean isPlain(Object value) {
		String type = value.getClass().getName();
		boolean container = value instanceof Iterable<?> || value instanceof Map<?, ?> || value instanceof Optional<?>
				|| value instanceof Stream<?> || value.getClass().isArray();
		return !container && (value instanceof CharSequence || value instanceof Enum<?> || type.startsWith("java.")
				|| type.startsWith("org.hibernate."));
	}

}
