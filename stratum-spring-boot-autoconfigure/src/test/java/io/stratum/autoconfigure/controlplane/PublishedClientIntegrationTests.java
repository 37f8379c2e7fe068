package io.stratum.autoconfigure.controlplane;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls of a client that was written for the Node edition, as it writes them: JSON as
 * content type of every call, an empty body where it has nothing to say.
 */
class PublishedClientIntegrationTests {

	private static final List<String> FLAT_CONTEXT = List.of("tenant_id", "ancestry_path", "depth",
			"isolation_strategy", "resolved_config", "resolved_permissions");

	private final ApiClient client = ControlPlane.started().operator();

	@Test
	void treeIsBuiltReadMovedAndArchived() {
		Reply root = created("{\"name\": \"Acme\", \"slug\": \"%s\"}");
		Reply other = created("{\"name\": \"Globex\", \"slug\": \"%s\"}");
		Reply child = created("{\"name\": \"Emea\", \"slug\": \"%s\", \"parent_id\": \"" + root.id()
				+ "\", \"config\": {}, \"metadata\": {\"plan\": \"gold\"}}");
		assertThat(child.string("/parent_id")).isEqualTo(root.id());
		assertThat(this.client.get("/tenants/" + root.id() + "/descendants").json().isArray()).isTrue();
		assertThat(this.client.get("/tenants").at("/data").isArray()).isTrue();
		assertThat(this.client.patch("/tenants/" + child.id(), "{\"name\": \"EMEA\"}").string("/name"))
			.isEqualTo("EMEA");
		Reply moved = this.client.post("/tenants/" + child.id() + "/move",
				"{\"new_parent_id\": \"" + other.id() + "\"}");
		assertThat(moved.status()).isEqualTo(200);
		assertThat(moved.string("/ancestry_path")).isEqualTo("/" + other.id());
		assertGone(this.client.delete("/tenants/" + child.id()));
		assertThat(this.client.get("/tenants/" + child.id()).status()).isEqualTo(410);
	}

	@Test
	void contextHasBothShapes() {
		Reply root = created("{\"name\": \"Acme\", \"slug\": \"%s\"}");
		this.client.put("/tenants/" + root.id() + "/config/max_users", "{\"value\": 100}");
		this.client.post("/tenants/" + root.id() + "/permissions", "{\"key\": \"export\", \"value\": true}");
		JsonNode context = this.client.get("/tenants/" + root.id() + "/context").json();
		FLAT_CONTEXT.forEach((member) -> assertThat(context.has(member)).as(member).isTrue());
		assertThat(context.at("/resolved_config/max_users/value").intValue()).isEqualTo(100);
		assertThat(context.get("config")).isEqualTo(context.get("resolved_config"));
		assertThat(context.get("permissions")).isEqualTo(context.get("resolved_permissions"));
		assertThat(context.at("/tenant/id").stringValue()).isEqualTo(root.id());
	}

	@Test
	void settingsAndRightsAreTakenBackWithoutBody() {
		String tenant = "/tenants/" + created("{\"name\": \"Acme\", \"slug\": \"%s\"}").id();
		this.client.put(tenant + "/config/k", "{\"value\": {\"a\": 1}, \"locked\": true}");
		assertGone(this.client.delete(tenant + "/config/k"));
		Reply permission = this.client.post(tenant + "/permissions", "{\"key\": \"p\", \"mode\": \"INHERITED\"}");
		assertGone(this.client.delete(tenant + "/permissions/" + permission.id()));
		Reply policy = this.client.post(tenant + "/abac-policies",
				"""
						{"name": "readers", "resource_type": "document", "action": "read", "effect": "allow", "conditions": []}""");
		assertThat(this.client
			.post(tenant + "/abac-policies/evaluate",
					"{\"subject\": {}, \"action\": \"read\", \"resource\": {\"type\": \"document\"}}")
			.at("/allowed")
			.booleanValue()).isTrue();
		assertGone(this.client.delete(tenant + "/abac-policies/" + policy.id()));
	}

	@Test
	void keysAreListedRotatedAndRevoked() {
		String tenant = created("{\"name\": \"Acme\", \"slug\": \"%s\"}").id();
		Reply key = this.client.post("/api-keys", "{\"tenant_id\": \"" + tenant + "\", \"name\": \"ci\"}");
		assertThat(this.client.get("/api-keys?tenant_id=" + tenant).at("/0/name").stringValue()).isEqualTo("ci");
		assertThat(this.client.get("/api-keys/dormant?days=30").json().isArray()).isTrue();
		Reply plain = this.client.post("/api-keys/" + key.id() + "/rotate", "{}");
		assertThat(plain.status()).isEqualTo(201);
		assertThat(plain.json().propertyNames()).contains("id", "plaintext_key", "tenant_id", "name");
		Reply named = this.client.post("/api-keys/" + plain.id() + "/rotate", "{\"name\": \"ci-2\"}");
		assertThat(named.string("/name")).isEqualTo("ci-2");
		Reply role = this.client.post("/roles",
				"{\"name\": \"reader\", \"scopes\": [\"read\"], \"tenant_id\": \"" + tenant + "\"}");
		String assigned = "/roles/assign/" + named.id();
		assertThat(this.client.post(assigned, "{\"role_id\": \"" + role.id() + "\"}").at("/success").booleanValue())
			.isTrue();
		assertThat(this.client.delete(assigned).text()).isEqualTo("{\"success\":true}");
		assertGone(this.client.delete("/roles/" + role.id()));
		assertGone(this.client.delete("/api-keys/" + named.id()));
	}

	@Test
	void errorsHaveTheShapeThatIsReadThere() {
		Reply unknown = this.client.get("/tenants/" + UUID.randomUUID() + "/context");
		assertThat(unknown.status()).isEqualTo(404);
		assertThat(unknown.string("/error/code")).isEqualTo("TENANT_NOT_FOUND");
		assertThat(unknown.string("/error/message")).isNotBlank();
		Reply stranger = this.client.withKey("sk_live_" + "z".repeat(43)).get("/tenants");
		assertThat(stranger.status()).isEqualTo(401);
		assertThat(stranger.string("/error/message")).isNotBlank();
		Reply invalid = this.client.post("/tenants", "{\"name\": \"\", \"slug\": \"No Slug\"}");
		assertThat(invalid.status()).isEqualTo(400);
		assertThat(invalid.at("/error/issues/0").propertyNames()).containsExactlyInAnyOrder("path", "message", "code");
	}

	@Test
	void auditEntriesHaveTheirOldNamesToo() {
		String tenant = created("{\"name\": \"Acme\", \"slug\": \"%s\"}").id();
		JsonNode entry = this.client.get("/audit-logs?tenant_id=" + tenant).at("/0");
		assertThat(entry.get("actor")).isEqualTo(entry.get("actor_id"));
		assertThat(entry.get("ip")).isEqualTo(entry.get("source_ip"));
	}

	private Reply created(String body) {
		Reply reply = this.client.post("/tenants", body.formatted(Names.slug()));
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply;
	}

	private static void assertGone(Reply reply) {
		assertThat(reply.status()).as(reply.text()).isEqualTo(204);
		assertThat(reply.text()).isEmpty();
	}

}
