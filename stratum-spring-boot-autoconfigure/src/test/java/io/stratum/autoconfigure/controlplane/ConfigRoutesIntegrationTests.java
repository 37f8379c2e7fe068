package io.stratum.autoconfigure.controlplane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigRoutesIntegrationTests {

	private static final String CANARY = "canary-4711";

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	private final String acme = "/tenants/" + this.forest.acme + "/config";

	private final String emea = "/tenants/" + this.forest.emea + "/config";

	private final String sales = "/tenants/" + this.forest.sales + "/config";

	@Test
	void valuesFlowDownAndAreOverridden() {
		this.operator.put(this.acme + "/max_users", "{\"value\": 100}");
		assertThat(this.operator.get(this.sales).at("/max_users/value").intValue()).isEqualTo(100);
		assertThat(this.operator.get(this.sales).at("/max_users/inherited").booleanValue()).isTrue();
		Reply set = this.operator.put(this.emea + "/max_users", "{\"value\": 50}");
		assertThat(set.status()).isEqualTo(200);
		assertThat(set.json().propertyNames()).contains("id", "tenant_id", "key", "value", "inherited",
				"source_tenant_id", "locked", "sensitive", "created_at", "updated_at", "masked", "version");
		assertThat(this.operator.get(this.sales + "/max_users").at("/value").intValue()).isEqualTo(50);
		assertThat(this.operator.get(this.sales + "/inheritance")).extracting(Reply::status).isEqualTo(200);
		assertThat(this.operator.delete(this.emea + "/max_users").status()).isEqualTo(204);
		assertThat(this.operator.get(this.sales + "/max_users").at("/value").intValue()).isEqualTo(100);
		assertThat(this.operator.delete(this.emea + "/max_users").code()).isEqualTo("CONFIG_NOT_FOUND");
		assertThat(this.operator.get(this.emea + "/unknown").code()).isEqualTo("CONFIG_NOT_FOUND");
	}

	@Test
	void lockNamesItsTenant() {
		this.operator.put(this.acme + "/k", "{\"value\": 9, \"locked\": true}");
		Reply refused = this.operator.put(this.emea + "/k", "{\"value\": 5}");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo("CONFIG_LOCKED");
		assertThat(refused.string("/error/details/source_tenant_id")).isEqualTo(this.forest.acme);
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "0", "\"\"", "null", "[]", "{}" })
	void emptyValuesAreValues(String value) {
		assertThat(this.operator.put(this.acme + "/empty", "{\"value\": " + value + "}").status()).isEqualTo(200);
	}

	@Test
	void badInputIsRefused() {
		assertThat(this.operator.put(this.acme + "/k", "{}").status()).isEqualTo(400);
		assertThat(this.operator.put(this.acme + "/" + "k".repeat(256), "{\"value\": 1}").status()).isEqualTo(400);
		assertThat(this.operator.put(this.acme + "/inheritance", "{\"value\": 1}").status()).isEqualTo(400);
		assertThat(this.operator.put(this.acme + "/big", "{\"value\": \"" + "x".repeat(65 * 1024) + "\"}").status())
			.isEqualTo(400);
		assertThat(this.operator.put(this.acme + "/k", "{\"value\": 1, \"locked\": \"yes\"}").status()).isEqualTo(400);
		assertThat(this.operator.get(this.acme + "/a%20b").status()).isEqualTo(404);
	}

	@Test
	void batchTellsOfEachKey() {
		this.operator.put(this.acme + "/fixed", "{\"value\": 9, \"locked\": true}");
		Reply reply = this.operator.put(this.emea + "/batch", """
				{"entries": [{"key": "a", "value": 1}, {"key": "fixed", "value": 2}, {"key": "b", "value": 3}]}""");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.at("/succeeded").intValue()).isEqualTo(2);
		assertThat(reply.at("/failed").intValue()).isEqualTo(1);
		assertThat(reply.string("/results/1/status")).isEqualTo("error");
		assertThat(reply.string("/results/1/error/code")).isEqualTo("CONFIG_LOCKED");
		Reply atomic = this.operator.put(this.emea + "/batch", """
				{"atomic": true, "entries": [{"key": "c", "value": 1}, {"key": "fixed", "value": 2}]}""");
		assertThat(atomic.code()).isEqualTo("CONFIG_LOCKED");
		assertThat(this.operator.get(this.emea).json().has("c")).isFalse();
		assertThat(this.operator.put(this.emea + "/batch", "{}").status()).isEqualTo(400);
		assertThat(this.operator.put(this.emea + "/batch", "{\"entries\": [null]}").status()).isEqualTo(400);
		assertThat(this.operator.put(this.emea + "/batch", "{\"entries\": [{}]}").at("/failed").intValue())
			.isEqualTo(1);
	}

	@Test
	void tenantsAreCompared() {
		this.operator.put(this.acme + "/shared", "{\"value\": 1}");
		this.operator.put(this.emea + "/own", "{\"value\": 2}");
		Reply diff = this.operator.get("/config/diff?tenant_a=" + this.forest.emea + "&tenant_b=" + this.forest.apac);
		assertThat(diff.string("/tenant_a/id")).isEqualTo(this.forest.emea);
		assertThat(diff.string("/diff/0/key")).isEqualTo("own");
		assertThat(diff.at("/diff/0/tenant_b").isNull()).isTrue();
		assertThat(diff.string("/diff/1/tenant_a/status")).isEqualTo("inherited");
		assertThat(this.operator
			.get("/config/diff?only_changes=true&tenant_a=" + this.forest.emea + "&tenant_b=" + this.forest.apac)
			.at("/diff")
			.size()).isEqualTo(1);
		assertThat(this.operator.get("/config/diff?tenant_a=" + this.forest.emea).status()).isEqualTo(400);
		assertThat(this.operator.get("/config/diff?tenant_a=" + this.forest.emea + "&tenant_b=" + this.forest.emea)
			.status()).isEqualTo(400);
		Reply foreign = this.forest.as(this.forest.emea, "read")
			.get("/config/diff?tenant_a=" + this.forest.emea + "&tenant_b=" + this.forest.globex);
		assertThat(foreign.status()).isEqualTo(403);
	}

	@Test
	void driftCountsChildren() {
		this.operator.put(this.acme + "/base", "{\"value\": 1}");
		this.operator.put(this.emea + "/base", "{\"value\": 2}");
		Reply drift = this.operator.get(this.acme + "/drift");
		assertThat(drift.string("/parent_id")).isEqualTo(this.forest.acme);
		assertThat(drift.at("/summary/override").intValue()).isEqualTo(1);
		assertThat(drift.at("/summary/ok").intValue()).isEqualTo(1);
		assertThat(this.operator.get(this.acme + "/drift?children=" + this.forest.emea).at("/results").size())
			.isEqualTo(1);
		assertThat(this.forest.as(this.forest.acme, "read")
			.get(this.acme + "/drift?children=" + this.forest.globex)
			.status()).isEqualTo(403);
	}

	@Test
	void keyIsExplainedAndHasHistory() {
		this.operator.put(this.acme + "/k", "{\"value\": 1}");
		this.operator.put(this.emea + "/k", "{\"value\": 2}");
		this.operator.put(this.emea + "/k", "{\"value\": 3}");
		Reply explained = this.operator.get(this.sales + "/k/explain");
		assertThat(explained.string("/steps/0/tenant_id")).isEqualTo(this.forest.acme);
		assertThat(explained.string("/steps/0/effect")).isEqualTo("overridden");
		assertThat(explained.at("/effective/value").intValue()).isEqualTo(3);
		Reply history = this.operator.get(this.emea + "/k/history?limit=1");
		assertThat(history.at("/0/version").intValue()).isEqualTo(2);
		assertThat(history.header("Link")).contains("cursor=2");
		assertThat(this.operator.get(this.emea + "/k/history?limit=0").status()).isEqualTo(400);
	}

	@Test
	void sensitiveValueIsSeenByRevealOnly() {
		Reply set = this.operator.put(this.emea + "/smtp", """
				{"value": "%s", "sensitive": true}""".formatted(CANARY));
		assertThat(set.at("/masked").booleanValue()).isTrue();
		for (String path : new String[] { this.emea, this.emea + "/smtp", this.emea + "/smtp/history",
				this.emea + "/inheritance", "/tenants/" + this.forest.emea + "/context",
				this.emea + "/smtp/explain" }) {
			assertThat(this.operator.get(path).text()).as(path).doesNotContain(CANARY);
		}
		Reply revealed = this.operator.post(this.emea + "/smtp/reveal", "{\"reason\": \"support\"}");
		assertThat(revealed.string("/value")).isEqualTo(CANARY);
		assertThat(revealed.header("Cache-Control")).contains("no-store");
		assertThat(this.operator.post(this.emea + "/smtp/reveal", "{}").status()).isEqualTo(400);
		assertThat(this.forest.as(this.forest.emea, "admin")
			.post(this.emea + "/smtp/reveal", "{\"reason\": \"x\"}")
			.string("/error/details/required_scope")).isEqualTo("reveal");
		assertThat(this.forest.as(this.forest.emea, "read", "reveal")
			.post(this.emea + "/smtp/reveal", "{\"reason\": \"x\"}")
			.status()).isEqualTo(403);
	}

	@Test
	void declaredKeysAreListed() {
		assertThat(this.operator.get("/config/keys").json().isArray()).isTrue();
	}

	@Test
	void archivedTenantHasNoConfig() {
		assertThat(this.operator.get("/tenants/" + this.forest.globexArchived + "/config").status()).isEqualTo(410);
		assertThat(this.operator.put("/tenants/" + this.forest.globexArchived + "/config/k", "{\"value\": 1}").status())
			.isEqualTo(410);
	}

}
