package io.stratum.autoconfigure.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final Reply reply = this.forest.operator.get("/openapi.json");

	private final JsonNode document = this.reply.json();

	@Test
	void operationsAreThoseOfTheHandlers() {
		assertThat(this.document.get("openapi").stringValue()).startsWith("3.1");
		List<String> operations = new ArrayList<>();
		this.document.get("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((method) -> operations.add(method.getValue().get("operationId").stringValue() + " "
						+ method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
		assertThat(operations).containsExactlyInAnyOrderElementsOf(Route.ALL.stream()
			.map((route) -> route.operation() + " " + route.method() + " " + route.path())
			.toList());
	}

	@Test
	void schemasHaveTheNamesThatClientsWereGeneratedWith() {
		assertThat(this.document.at("/components/schemas").propertyNames()).contains("Tenant", "TenantList",
				"TenantContext", "ConfigEntry", "PermissionPolicy", "ApiKey", "ApiKeyCreated", "AuditLogEntry", "Role",
				"Error", "SuccessResponse", "HealthResponse", "RotateEncryptionKeyResult", "ConfigInheritanceView",
				"TenantInput", "ConfigEntryInput", "PermissionPolicyInput", "AbacPolicyInput", "ApiKeyInput",
				"RoleInput", "RotateEncryptionKeyInput");
		assertThat(this.document.at("/components/schemas/Tenant/properties").propertyNames()).contains("parent_id",
				"ancestry_path", "sort_order");
	}

	@Test
	void everyReferenceLeadsSomewhere() {
		Set<String> known = Set.copyOf(this.document.at("/components/schemas").propertyNames());
		this.document.findValues("$ref")
			.forEach((reference) -> assertThat(known)
				.contains(reference.stringValue().replace("#/components/schemas/", "")));
		assertThat(this.document.findValues("$ref")).hasSizeGreaterThan(60);
	}

	@Test
	void operationsSayWhatTheyAnswer() {
		assertThat(this.document.at("/paths/~1tenants/post/responses").propertyNames()).containsExactlyInAnyOrder("201",
				"default");
		assertThat(this.document.at("/paths/~1tenants~1{id}/delete/responses").propertyNames())
			.containsExactlyInAnyOrder("204", "default");
		assertThat(this.document.at("/paths/~1tenants~1{id}/patch/parameters").findValuesAsString("name"))
			.containsExactly("id", "If-Match");
		assertThat(this.document.at("/paths/~1tenants/get/parameters").findValuesAsString("name"))
			.contains("include_archived", "parent_id");
	}

	@Test
	void documentIsValid() {
		ParseOptions options = new ParseOptions();
		options.setResolve(true);
		SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(this.reply.text(), List.of(), options);
		assertThat(parsed.getMessages()).isEmpty();
		assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(40);
		String broken = this.reply.text().replace("\"responses\":", "\"answers\":");
		assertThat(new OpenAPIV3Parser().readContents(broken, List.of(), options).getMessages()).isNotEmpty();
	}

	@Test
	void operationsTakeAndGiveWhatTheyDescribe() {
		for (Route route : Route.ALL) {
			JsonNode operation = operation(route);
			JsonNode success = operation.get("responses").properties().iterator().next().getValue();
			boolean empty = operation.get("responses").has("204");
			assertThat(success.at("/content/application~1json/schema").isMissingNode()).as(route.operation())
				.isEqualTo(empty);
			assertThat(operation.at("/responses/default/content/application~1problem+json/schema/$ref").stringValue())
				.isEqualTo("#/components/schemas/Error");
			operation.path("parameters")
				.forEach((parameter) -> assertThat(parameter.at("/schema/type").isMissingNode()).as(route.operation())
					.isFalse());
		}
	}

	@Test
	void membersHaveExamplesThatFit() {
		this.document.at("/components/schemas").properties().forEach((named) -> {
			assertThat(named.getKey().endsWith("Input") || named.getValue().has("required")
					|| named.getValue().has("additionalProperties"))
				.as(named.getKey())
				.isTrue();
			named.getValue().path("properties").properties().forEach((member) -> {
				JsonNode examples = member.getValue().path("examples");
				boolean plain = member.getValue().has("type")
						&& !Set.of("array", "object").contains(member.getValue().get("type").asString(""));
				if (plain && !named.getKey().equals("Error")) {
					assertThat(examples.isEmpty()).as(named.getKey() + "." + member.getKey()).isFalse();
				}
				examples.forEach((example) -> assertThat(
						schema("/components/schemas/" + named.getKey() + "/properties/" + member.getKey())
							.validate(example))
					.as(named.getKey() + "." + member.getKey())
					.isEmpty());
			});
		});
	}

	@Test
	void requiredMembersAreThoseThatHandlersInsistOn() {
		this.forest.operator.put("/tenants/" + this.forest.sales + "/config/k", "{\"value\": 1, \"sensitive\": true}");
		int checked = 0;
		for (Route route : Route.ALL) {
			JsonNode schema = bodyOf(route);
			for (JsonNode required : schema.path("required")) {
				ObjectNode body = exampleOf(schema);
				body.remove(required.stringValue());
				Reply refused = this.forest.operator.send(route.method(), route.pathOf(this.forest.sales),
						body.toString());
				assertThat(refused.status()).as(route.operation() + " without " + required).isEqualTo(400);
				assertThat(refused.text()).as(route.operation()).contains("\"path\":\"" + required.stringValue());
				checked++;
			}
		}
		assertThat(checked).isGreaterThan(15);
	}

	@Test
	void realAnswersFitTheirSchemas() {
		String acme = this.forest.acme;
		ApiClient operator = this.forest.operator;
		operator.put("/tenants/" + acme + "/config/k", "{\"value\": {\"a\": 1}}");
		operator.post("/tenants/" + acme + "/permissions", "{\"key\": \"p\"}");
		operator.post("/tenants/" + acme + "/abac-policies", """
				{"name": "n", "resource_type": "document", "action": "read", "effect": "deny",
				 "conditions": [{"attribute": "subject.a", "operator": "eq", "value": "b"}]}""");
		this.forest.key(acme, "read");
		int checked = 0;
		for (Route route : Route.ALL) {
			Reply answer = operator.send(route.method(), route.pathOf(acme) + queryOf(route), exampleBody(route));
			if (answer.status() == 200 || answer.status() == 201) {
				String pointer = pointer(route) + "/responses/" + answer.status() + "/content/application~1json/schema";
				assertThat(schema(pointer).validate(answer.json())).as(route.operation()).isEmpty();
				checked++;
			}
			else if (answer.status() != 204) {
				assertThat(schema("/components/schemas/Error").validate(answer.json())).as(route.operation()).isEmpty();
			}
		}
		assertThat(checked).isGreaterThan(35);
		assertThat(schema("/components/schemas/Tenant").validate(operator.get("/tenants/1").json())).isNotEmpty();
	}

	private String queryOf(Route route) {
		return switch (route.operation()) {
			case "diffConfig" -> "?tenant_a=" + this.forest.acme + "&tenant_b=" + this.forest.emea;
			case "explainPermission" -> "?key=p";
			default -> "";
		};
	}

	private @Nullable String exampleBody(Route route) {
		// Whatever moves or ends the tenant would spoil what comes after.
		boolean ends = route.path().matches(".*(suspend|archive|move)") || route.method().equals("DELETE");
		return (route.hasBody() && !ends) ? exampleOf(bodyOf(route)).toString() : ends ? "{}" : null;
	}

	private ObjectNode exampleOf(JsonNode schema) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		schema.path("required").forEach((member) -> {
			JsonNode property = schema.at("/properties/" + member.stringValue());
			JsonNode item = property.at("/items/$ref");
			body.set(member.stringValue(), property.has("examples") ? property.at("/examples/0")
					: JsonNodeFactory.instance.arrayNode().add(exampleOf(resolved(item))));
		});
		return body;
	}

	private JsonNode bodyOf(Route route) {
		return resolved(operation(route).at("/requestBody/content/application~1json/schema/$ref"));
	}

	private JsonNode resolved(JsonNode reference) {
		return reference.isMissingNode() ? reference : this.document.at(reference.stringValue().substring(1));
	}

	private JsonNode operation(Route route) {
		return this.document.at(pointer(route));
	}

	private static String pointer(Route route) {
		return "/paths/" + route.path().replace("/", "~1") + "/" + route.method().toLowerCase(Locale.ROOT);
	}

	@Test
	void descriptionOfTheApplicationIsItsOwn() {
		Reply own = new ApiClient(this.forest.application.url(), Map.of()).withKey(ControlPlane.OPERATOR_KEY)
			.get("/v3/api-docs");
		assertThat(own.json().get("paths").propertyNames()).containsExactly("/shop");
	}

	private Schema schema(String pointer) {
		assertThat(this.document.at(pointer).isMissingNode()).as(pointer).isFalse();
		ObjectNode schema = (ObjectNode) this.document.at(pointer).deepCopy();
		schema.set("components", this.document.get("components"));
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
	}

}
