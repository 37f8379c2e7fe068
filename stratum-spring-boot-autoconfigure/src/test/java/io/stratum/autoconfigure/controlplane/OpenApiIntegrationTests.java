package io.stratum.autoconfigure.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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
				"Error", "SuccessResponse", "HealthResponse", "RotateEncryptionKeyResult", "TenantInput");
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
	void realAnswersFitTheirSchemas() {
		this.forest.operator.put("/tenants/" + this.forest.acme + "/config/k", "{\"value\": {\"a\": 1}}");
		this.forest.operator.post("/tenants/" + this.forest.acme + "/permissions", "{\"key\": \"p\"}");
		for (String path : new String[] { "/tenants", "/tenants/{id}", "/tenants/{id}/context", "/tenants/{id}/config",
				"/tenants/{id}/children", "/tenants/{id}/permissions", "/tenants/{id}/permissions/policies",
				"/api-keys", "/audit-logs", "/roles", "/health", "/tenants/{id}/isolation", "/audit-logs/verify" }) {
			Reply answer = this.forest.operator.get(path.replace("{id}", this.forest.emea));
			String pointer = "/paths/" + path.replace("~", "~0").replace("/", "~1")
					+ "/get/responses/200/content/application~1json/schema";
			assertThat(schema(pointer).validate(answer.json())).as(path).isEmpty();
		}
		Reply wrong = this.forest.operator.get("/tenants/1");
		assertThat(schema("/components/schemas/Error").validate(wrong.json())).isEmpty();
		assertThat(schema("/components/schemas/Tenant").validate(wrong.json())).isNotEmpty();
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
