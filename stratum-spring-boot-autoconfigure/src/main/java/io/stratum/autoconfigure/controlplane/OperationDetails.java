package io.stratum.autoconfigure.controlplane;

import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to each operation what springdoc cannot see: headers, errors, and how ids look.
 */
final class OperationDetails implements OperationCustomizer {

	private static final Set<String> SUCCESSES = Set.of("200", "201", "204");

	private final Set<Type> bodies = ConcurrentHashMap.newKeySet();

	/**
	 * Returns the types of all bodies that were seen.
	 */
	Set<Type> bodies() {
		return this.bodies;
	}

	@Override
	public Operation customize(Operation operation, HandlerMethod handler) {
		this.bodies.add(handler.getMethod().getGenericReturnType());
		Arrays.stream(handler.getMethod().getParameters())
			.filter((parameter) -> parameter.isAnnotationPresent(RequestBody.class))
			.forEach((parameter) -> this.bodies.add(parameter.getParameterizedType()));
		operation.setOperationId(handler.getMethod().getName());
		operation.setTags(List.of(handler.getBeanType().getSimpleName().replace("Controller", "")));
		parameters(operation, handler);
		responses(operation);
		return operation;
	}

	private static void parameters(Operation operation, HandlerMethod handler) {
		List<io.swagger.v3.oas.models.parameters.Parameter> parameters = new ArrayList<>(
				(operation.getParameters() != null) ? operation.getParameters() : List.of());
		if (Arrays.stream(handler.getMethod().getParameters()).anyMatch(OperationDetails::isVersion)) {
			parameters.removeIf((parameter) -> "version".equals(parameter.getName()));
			parameters.add(header("If-Match", "The version that was seen, as its ETag says it."));
		}
		if (handler.hasMethodAnnotation(PostMapping.class)) {
			parameters.add(header("Idempotency-Key", "Makes a repetition of the request safe for 24 hours."));
		}
		parameters.forEach((parameter) -> parameter.setSchema(withPlainIds(parameter.getSchema())));
		operation.setParameters(parameters.isEmpty() ? null : parameters);
	}

	private static void responses(Operation operation) {
		ApiResponses responses = operation.getResponses();
		responses.keySet().removeIf((status) -> !SUCCESSES.contains(status));
		responses.values().forEach((response) -> {
			Content content = response.getContent();
			if (content != null && content.containsKey("*/*")) {
				response.setContent(new Content().addMediaType("application/json", content.get("*/*")));
			}
		});
		Content problem = new Content().addMediaType("application/problem+json",
				new MediaType().schema(new Schema<>().$ref("#/components/schemas/Error")));
		responses.addApiResponse("default", new ApiResponse().description("What went wrong").content(problem));
	}

	private static io.swagger.v3.oas.models.parameters.Parameter header(String name, String description) {
		return new HeaderParameter().name(name)
			.description(description)
			.required(false)
			.schema(JsonTypes.of("string", null));
	}

	private static boolean isVersion(Parameter parameter) {
		return Arrays.stream(parameter.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("IfMatch"));
	}

	/**
	 * Shows the types of ids as what they are in a path or query.
	 */
	private static Schema<?> withPlainIds(Schema<?> schema) {
		if (schema.get$ref() != null) {
			return JsonTypes.of("string", "uuid");
		}
		if (schema.getItems() != null) {
			schema.setItems(withPlainIds(schema.getItems()));
		}
		return schema;
	}

}
