package io.stratum.autoconfigure.controlplane;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Gives the description its frame: title, credentials, and the schemas of bodies as they
 * travel.
 */
final class DocumentDetails implements OpenApiCustomizer {

	private final String basePath;

	private final OperationDetails operations;

	DocumentDetails(String basePath, OperationDetails operations) {
		this.basePath = basePath;
		this.operations = operations;
	}

	@Override
	public void customise(OpenAPI document) {
		document.setInfo(new Info().title("Stratum control plane")
			.version("1")
			.description("Tenants and what flows down their tree.")
			.license(new License().name("MIT").identifier("MIT")));
		document.setServers(List.of(new Server().url(this.basePath)));
		document.setTags(null);
		document.setPaths(relative(document.getPaths()));
		document.setComponents(components());
		Optional.ofNullable(document.getPaths().get("/tenants/{id}/config/inheritance"))
			.ifPresent((inheritance) -> answers(inheritance.getGet(), "ConfigInheritanceView"));
		document.setSecurity(
				List.of(new SecurityRequirement().addList("apiKey"), new SecurityRequirement().addList("bearer")));
		Optional.ofNullable(document.getPaths().get("/health"))
			.ifPresent((health) -> health.getGet().setSecurity(List.of()));
	}

	private static void answers(Operation operation, String schema) {
		Optional.ofNullable(operation.getResponses().get("200"))
			.map(ApiResponse::getContent)
			.map((content) -> content.get("application/json"))
			.ifPresent((json) -> json.setSchema(reference(schema)));
	}

	private Paths relative(Paths absolute) {
		Paths relative = new Paths();
		absolute.forEach((path, item) -> relative.addPathItem(path.substring(this.basePath.length()), item));
		return relative;
	}

	private Components components() {
		Components components = new Components();
		JsonTypes.of(this.operations.bodies()).forEach(components::addSchemas);
		components.addSchemas("Error", problem());
		components.addSchemas("ConfigInheritanceView",
				JsonTypes.of("object", null).additionalProperties(reference("ResolvedConfigEntry")));
		components.addSecuritySchemes("apiKey",
				new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.HEADER).name("X-API-Key"));
		components.addSecuritySchemes("bearer",
				new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
		return components;
	}

	private static Schema<?> problem() {
		Schema<?> error = object(Map.of("code", text(), "message", text(), "details", JsonTypes.of("object", null),
				"issues", JsonTypes.of("array", null)));
		return object(Map.of("type", text(), "title", text(), "status", JsonTypes.of("integer", null), "detail", text(),
				"instance", text(), "request_id", text(), "error", error));
	}

	private static Schema<?> object(Map<String, Schema<?>> properties) {
		Schema<?> object = JsonTypes.of("object", null);
		properties.forEach(object::addProperty);
		object.setRequired(properties.keySet().stream().sorted().toList());
		return object;
	}

	private static Schema<?> reference(String schema) {
		return new Schema<>().$ref("#/components/schemas/" + schema);
	}

	private static Schema<?> text() {
		return JsonTypes.of("string", null);
	}

}
