package io.stratum.autoconfigure.controlplane;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of the records that bodies are, as they look in JSON.
 */
final class JsonTypes {

	private static final Map<Class<?>, String> PRIMITIVES = Map.of(boolean.class, "boolean", Boolean.class, "boolean",
			int.class, "integer", Integer.class, "integer", long.class, "integer", Long.class, "integer", String.class,
			"string");

	private static final Set<String> IDS = Set.of("TenantId", "ResourceId");

	private final Map<String, Schema<?>> schemas = new TreeMap<>();

	/**
	 * Describes all records that some types are made of.
	 */
	static Map<String, Schema<?>> of(Set<Type> types) {
		JsonTypes all = new JsonTypes();
		types.forEach(all::visit);
		return all.schemas;
	}

	static Schema<?> of(String type, @Nullable String format) {
		Schema<?> schema = new Schema<>();
		schema.setTypes(new LinkedHashSet<>(List.of(type)));
		schema.setFormat(format);
		return schema;
	}

	private void visit(Type type) {
		if (type instanceof ParameterizedType generic) {
			Arrays.stream(generic.getActualTypeArguments()).forEach(this::visit);
		}
		else if (type instanceof Class<?> candidate && candidate.isRecord() && !isId(candidate)
				&& !this.schemas.containsKey(nameOf(candidate))) {
			describe(candidate);
		}
	}

	private void describe(Class<?> record) {
		Schema<?> schema = of("object", null);
		this.schemas.put(nameOf(record), schema);
		for (RecordComponent component : record.getRecordComponents()) {
			visit(component.getGenericType());
			String name = wire(component.getName());
			Schema<?> property = property(component);
			Examples.addTo(name, property);
			schema.addProperty(name, property);
		}
		schema.setRequired(required(record));
	}

	/**
	 * Returns what is always there in an answer, or must be in a request.
	 */
	private static @Nullable List<String> required(Class<?> record) {
		boolean request = nameOf(record).endsWith("Input");
		List<String> required = Arrays.stream(record.getRecordComponents())
			.filter((component) -> !request || isMarked(component))
			.map((component) -> wire(component.getName()))
			.toList();
		return required.isEmpty() ? null : required;
	}

	private static boolean isMarked(RecordComponent component) {
		return Arrays.stream(component.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Required"));
	}

	private static Schema<?> property(RecordComponent component) {
		io.swagger.v3.oas.annotations.media.Schema stated = component.getAccessor()
			.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
		if (stated != null) {
			Schema<?> schema = new Schema<>();
			schema.setTypes(new LinkedHashSet<>(List.of(stated.types())));
			schema.setFormat(stated.format().isEmpty() ? null : stated.format());
			return schema;
		}
		// What must be there must not be null; what may be any JSON says so by itself.
		return isMarked(component) ? schema(component.getAnnotatedType()) : property(component.getAnnotatedType());
	}

	private static Schema<?> property(AnnotatedType type) {
		Schema<?> schema = schema(type);
		return isNullable(type) ? nullable(schema) : schema;
	}

	private static Schema<?> nullable(Schema<?> schema) {
		if (schema.get$ref() != null) {
			Schema<?> either = new Schema<>();
			return either.addAnyOfItem(schema).addAnyOfItem(of("null", null));
		}
		if (schema.getTypes() != null) {
			schema.addType("null");
		}
		return schema;
	}

	private static Schema<?> schema(AnnotatedType type) {
		if (type instanceof AnnotatedParameterizedType generic && type.getType() instanceof ParameterizedType raw) {
			AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
			Schema<?> schema = of((raw.getRawType() == List.class) ? "array" : "object", null);
			if (raw.getRawType() == List.class) {
				schema.setItems(property(arguments[0]));
			}
			else if (raw.getRawType() == Map.class) {
				schema.setAdditionalProperties(property(arguments[1]));
			}
			return schema;
		}
		return (type.getType() instanceof Class<?> plain) ? schema(plain) : new Schema<>();
	}

	private static Schema<?> schema(Class<?> type) {
		String primitive = PRIMITIVES.get(type);
		if (primitive != null) {
			return of(primitive, (type == long.class || type == Long.class) ? "int64" : null);
		}
		if (type == Instant.class) {
			return of("string", "date-time");
		}
		if (type == UUID.class || isId(type)) {
			return of("string", "uuid");
		}
		return type.isRecord() ? new Schema<>().$ref("#/components/schemas/" + nameOf(type)) : new Schema<>();
	}

	private static boolean isId(Class<?> type) {
		return IDS.contains(type.getSimpleName());
	}

	private static String nameOf(Class<?> type) {
		io.swagger.v3.oas.annotations.media.Schema named = ((AnnotatedElement) type)
			.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
		return (named != null) ? named.name() : type.getSimpleName();
	}

	private static boolean isNullable(AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class);
	}

	private static String wire(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

}
