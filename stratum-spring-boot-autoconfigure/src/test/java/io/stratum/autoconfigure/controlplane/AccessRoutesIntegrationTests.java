package io.stratum.autoconfigure.controlplane;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRoutesIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	@Test
	void keyIsShownOnceAndWorks() {
		Reply created = this.operator.post("/api-keys", "{\"tenant_id\": \"" + this.forest.acme + "\"}");
		assertThat(created.status()).isEqualTo(201);
		String text = created.string("/plaintext_key");
		assertThat(text).matches("sk_(live|test)_[A-Za-z0-9_-]{43}");
		assertThat(created.at("/scopes").toString()).isEqualTo("[\"read\",\"write\"]");
		ApiClient client = this.forest.application.stranger().withKey(text);
		assertThat(client.get("/tenants/" + this.forest.emea).status()).isEqualTo(200);
		for (String path : new String[] { "/api-keys/" + created.id(), "/api-keys",
				"/api-keys?tenant_id=" + this.forest.acme }) {
			assertThat(this.operator.get(path).text()).as(path).doesNotContain(text).doesNotContain("plaintext_key");
		}
	}

	@Test
	void keyIsChangedAndRevoked() {
		String id = this.forest.key(this.forest.acme, "read").id();
		Reply changed = this.operator.patch("/api-keys/" + id,
				"""
						{"name": "ci", "expires_at": "2099-01-01T00:00:00Z", "rate_limit_max": 7, "rate_limit_window": "1 hour"}""");
		assertThat(changed.string("/expires_at")).isEqualTo("2099-01-01T00:00:00.000Z");
		Reply cleared = this.operator.patch("/api-keys/" + id, "{\"expires_at\": null, \"rate_limit_max\": null}");
		assertThat(cleared.at("/expires_at").isNull()).isTrue();
		assertThat(cleared.at("/rate_limit_max").isNull()).isTrue();
		assertThat(cleared.string("/name")).isEqualTo("ci");
		assertThat(this.operator.delete("/api-keys/" + id).status()).isEqualTo(204);
		assertThat(this.operator.delete("/api-keys/" + id).code()).isEqualTo("NOT_FOUND");
		assertThat(this.operator.patch("/api-keys/" + id, "{\"name\": \"x\"}").code()).isEqualTo("API_KEY_INACTIVE");
		assertThat(this.operator.post("/api-keys/" + id + "/rotate", "{}").code()).isEqualTo("API_KEY_INACTIVE");
	}

	@Test
	void keyThatChangedIsNeitherRotatedNorRevoked() {
		Reply key = this.forest.key(this.forest.acme, "read");
		ApiClient stale = this.operator.with("If-Match", key.header("ETag"));
		String path = "/api-keys/" + key.id();
		this.operator.patch(path, "{\"name\": \"other\"}");
		assertThat(stale.delete(path).code()).isEqualTo("PRECONDITION_FAILED");
		assertThat(stale.post(path + "/rotate", "{}").code()).isEqualTo("PRECONDITION_FAILED");
		assertThat(this.forest.application.stranger().withKey(key.string("/plaintext_key")).get("/tenants").status())
			.isEqualTo(200);
		ApiClient fresh = this.operator.with("If-Match", this.operator.get(path).header("ETag"));
		Reply rotated = fresh.post(path + "/rotate", "{}");
		assertThat(rotated.status()).isEqualTo(201);
		assertThat(this.operator.with("If-Match", rotated.header("ETag")).delete("/api-keys/" + rotated.id()).status())
			.isEqualTo(204);
	}

	@Test
	void rotationKeepsAllButTheText() {
		Reply old = this.forest.key(this.forest.acme, "read");
		Reply rotated = this.operator.post("/api-keys/" + old.id() + "/rotate", "{}");
		assertThat(rotated.status()).isEqualTo(201);
		assertThat(rotated.string("/replaces")).isEqualTo(old.id());
		assertThat(rotated.string("/tenant_id")).isEqualTo(this.forest.acme);
		assertThat(rotated.header("Location")).endsWith("/api/v1/api-keys/" + rotated.id());
		ApiClient fresh = this.forest.application.stranger().withKey(rotated.string("/plaintext_key"));
		ApiClient stale = this.forest.application.stranger().withKey(old.string("/plaintext_key"));
		assertThat(fresh.get("/tenants").status()).isEqualTo(200);
		assertThat(fresh.post("/tenants", "{}").status()).isEqualTo(403);
		assertThat(stale.get("/tenants").status()).isEqualTo(401);
		Reply overlapping = this.operator.post("/api-keys/" + rotated.id() + "/rotate", "{\"overlap_seconds\": 600}");
		assertThat(overlapping.at("/old_key_expires_at").isNull()).isFalse();
		assertThat(fresh.get("/tenants").status()).isEqualTo(200);
		assertThat(this.operator.post("/api-keys/" + overlapping.id() + "/rotate", null).status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"scopes\": []}", "{\"scopes\": [\"root\"]}", "{\"scopes\": [null]}",
			"{\"scopes\": \"read\"}", "{\"rate_limit_max\": 0}", "{\"rate_limit_max\": \"5\"}",
			"{\"rate_limit_window\": \"soon\"}", "{\"expires_at\": \"2001-01-01T00:00:00Z\"}", "{\"expires_at\": 4711}",
			"{\"expires_at\": \"tomorrow\"}", "{\"tenant_id\": \"1\"}", "{\"role_id\": \"1\"}", "{\"name\": \"\"}" })
	void badKeyIsRefused(String body) {
		assertThat(this.operator.post("/api-keys", body).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"overlap_seconds\": -1}", "{\"overlap_seconds\": 604801}",
			"{\"overlap_seconds\": 9223372036854775807}", "{\"overlap_seconds\": 1.5}", "{\"name\": \"\"}", "[]" })
	void badRotationIsRefused(String body) {
		String id = this.forest.key(this.forest.acme, "read").id();
		assertThat(this.operator.post("/api-keys/" + id + "/rotate", body).status()).isEqualTo(400);
	}

	@Test
	void dormantKeysAreListed() {
		String id = this.forest.key(this.forest.acme, "read").id();
		assertThat(this.operator.get("/api-keys/dormant?tenant_id=" + this.forest.acme).status()).isEqualTo(200);
		assertThat(this.forest.as(this.forest.acme, "admin").get("/api-keys/dormant?days=1").text()).contains(id);
		assertThat(this.operator.get("/api-keys/dormant?days=0").status()).isEqualTo(400);
		assertThat(this.operator.get("/api-keys/dormant?days=366").status()).isEqualTo(400);
		assertThat(this.operator.get("/api-keys/dormant?days=x").status()).isEqualTo(400);
	}

	@Test
	void nobodyGivesAScopeItLacks() {
		ApiClient admin = this.forest.as(this.forest.acme, "admin");
		Reply refused = admin.post("/api-keys", """
				{"tenant_id": "%s", "scopes": ["reveal"]}""".formatted(this.forest.emea));
		assertThat(refused.code()).isEqualTo("SCOPE_ESCALATION_DENIED");
		assertThat(admin.post("/api-keys", "{}").status()).isEqualTo(403);
		assertThat(admin.post("/roles", """
				{"tenant_id": "%s", "name": "r", "scopes": ["reveal"]}""".formatted(this.forest.acme)).code())
			.isEqualTo("SCOPE_ESCALATION_DENIED");
	}

	@Test
	void roleWidensAndNarrowsKeys() {
		Reply key = this.forest.key(this.forest.acme, "read");
		ApiClient client = this.forest.application.stranger().withKey(key.string("/plaintext_key"));
		String role = role("writer", "write");
		assertThat(this.operator.post("/roles/assign/" + key.id(), "{\"role_id\": \"" + role + "\"}").text())
			.isEqualTo("{\"success\":true}");
		assertThat(client.post("/tenants", "{}").status()).isEqualTo(400);
		assertThat(this.operator.delete("/roles/" + role).code()).isEqualTo("ROLE_IN_USE");
		Reply removed = this.operator.send("DELETE", "/roles/assign/" + key.id(), "{\"role_id\": \"" + role + "\"}");
		assertThat(removed.text()).isEqualTo("{\"success\":true}");
		assertThat(client.post("/tenants", "{}").status()).isEqualTo(403);
		assertThat(this.operator.send("DELETE", "/roles/assign/" + key.id(), "").status()).isEqualTo(404);
		assertThat(this.operator.delete("/roles/" + role).status()).isEqualTo(204);
		assertThat(this.operator.post("/roles/assign/" + key.id(), "{}").status()).isEqualTo(400);
	}

	@Test
	void roleIsReadAndChanged() {
		String id = role("auditor", "read");
		Reply read = this.operator.get("/roles/" + id);
		assertThat(read.json().propertyNames()).containsExactly("id", "name", "description", "scopes", "tenant_id",
				"created_at", "updated_at", "version");
		Reply changed = this.operator.with("If-Match", read.header("ETag"))
			.patch("/roles/" + id, "{\"description\": \"reads\", \"scopes\": [\"read\", \"write\"]}");
		assertThat(changed.string("/description")).isEqualTo("reads");
		assertThat(this.operator.patch("/roles/" + id, "{\"description\": null}").at("/description").isNull()).isTrue();
		assertThat(this.operator.get("/roles?tenant_id=" + this.forest.acme).text()).contains(id);
		assertThat(this.operator.post("/roles", """
				{"tenant_id": "%s", "name": "auditor", "scopes": ["read"]}""".formatted(this.forest.acme)).code())
			.isEqualTo("ROLE_ALREADY_EXISTS");
		assertThat(this.operator.post("/roles", "{\"name\": \"x\", \"scopes\": []}").status()).isEqualTo(400);
		assertThat(this.operator.patch("/roles/" + id, "{\"description\": 5}").status()).isEqualTo(400);
	}

	@Test
	void resourcesOfStrangersLookLikeUnknownOnes() {
		ApiClient acme = this.forest.as(this.forest.acme, "admin");
		String key = this.forest.key(this.forest.globex, "read").id();
		String role = this.operator
			.post("/roles",
					"""
							{"tenant_id": "%s", "name": "%s", "scopes": ["read"]}""".formatted(this.forest.globex,
							Names.slug()))
			.id();
		String entry = this.operator.get("/audit-logs?tenant_id=" + this.forest.globex).string("/0/id");
		String unknown = UUID.randomUUID().toString();
		for (String path : new String[] { "/api-keys/", "/roles/", "/audit-logs/" }) {
			String foreign = path.equals("/api-keys/") ? key : path.equals("/roles/") ? role : entry;
			Reply seen = acme.get(path + foreign);
			assertThat(seen.status()).as(path).isEqualTo(404);
			assertThat(seen.withoutRequestId()).isEqualTo(acme.get(path + unknown).withoutRequestId());
		}
		assertThat(acme.delete("/api-keys/" + key).status()).isEqualTo(404);
		assertThat(acme.delete("/roles/" + role).status()).isEqualTo(404);
		String own = this.forest.key(this.forest.acme, "read").id();
		assertThat(acme.post("/roles/assign/" + own, "{\"role_id\": \"" + role + "\"}").status()).isEqualTo(404);
	}

	@Test
	void listsShowNothingOfStrangers() {
		this.forest.key(this.forest.globex, "read");
		ApiClient acme = this.forest.as(this.forest.acme, "admin");
		for (String path : new String[] { "/tenants", "/roles", "/api-keys", "/api-keys/dormant?days=1",
				"/audit-logs?include_descendants=true&limit=100" }) {
			assertThat(acme.get(path).text()).as(path).doesNotContain(this.forest.globex);
		}
	}

	private String role(String name, String scope) {
		Reply reply = this.operator.post("/roles", """
				{"tenant_id": "%s", "name": "%s", "scopes": ["%s"]}""".formatted(this.forest.acme, name, scope));
		assertThat(reply.status()).as(reply.text()).isEqualTo(201);
		return reply.id();
	}

}
