package io.stratum.autoconfigure.controlplane;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Audit, health, doctor and maintenance.
 */
class OperationRoutesIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	@Test
	void healthNeedsNoCredential() {
		Reply reply = this.forest.application.stranger().get("/health");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.string("/status")).isEqualTo("ok");
		assertThat(reply.string("/db")).isEqualTo("connected");
		assertThat(reply.string("/redis")).isEqualTo("not_configured");
		assertThat(reply.string("/timestamp")).endsWith("Z");
	}

	@Test
	void entryTellsWhoDidWhat() {
		this.operator.with("X-Request-ID", "r-" + this.forest.sales)
			.patch("/tenants/" + this.forest.sales, "{\"name\": \"Sales\"}");
		Reply found = this.operator
			.get("/audit-logs?tenant_id=" + this.forest.sales + "&request_id=r-" + this.forest.sales);
		assertThat(found.json().size()).isEqualTo(1);
		Reply entry = this.operator.get("/audit-logs/" + found.string("/0/id"));
		assertThat(entry.string("/action")).isEqualTo("tenant.updated");
		assertThat(entry.string("/before_state/name")).isEqualTo("acme_emea_sales");
		assertThat(entry.string("/after_state/name")).isEqualTo("Sales");
		assertThat(entry.string("/actor")).isEqualTo(entry.string("/actor_id"));
		assertThat(entry.string("/ip")).isEqualTo("127.0.0.1");
		assertThat(entry.json().propertyNames()).contains("seq", "prev_hash", "hash", "subject_id", "reason",
				"source_ip", "metadata", "created_at");
	}

	@Test
	void entriesGoOnByLinkWithoutRepetition() {
		for (int count = 0; count < 7; count++) {
			this.operator.patch("/tenants/" + this.forest.sales, "{\"name\": \"n" + count + "\"}");
		}
		Set<String> seen = new HashSet<>();
		String path = "/audit-logs?tenant_id=" + this.forest.sales + "&limit=3";
		while (!path.isEmpty()) {
			Reply page = this.operator.get(path);
			page.json()
				.valueStream()
				.map((row) -> row.get("id").stringValue())
				.forEach((id) -> assertThat(seen.add(id)).isTrue());
			path = page.header("Link").replaceAll(".*/api/v1(.*)>.*", "$1");
		}
		assertThat(seen).hasSize(8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "from=yesterday", "to=1", "limit=101", "limit=0", "cursor=x", "actor_type=robot",
			"tenant_id=1", "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z" })
	void badQueryIsRefused(String query) {
		assertThat(this.operator.get("/audit-logs?" + query).status()).isEqualTo(400);
	}

	@Test
	void filtersOfTheLogAreUnderstood() {
		String all = "/audit-logs?include_descendants=true&tenant_id=" + this.forest.acme;
		for (JsonNode row : this.operator
			.get(all + "&action=tenant.created&resource_type=tenant&actor_type=api_key"
					+ "&from=2020-01-01T00:00:00%2B01:00&to=2099-01-01T00:00:00Z")
			.json()) {
			assertThat(row.get("action").stringValue()).isEqualTo("tenant.created");
		}
		assertThat(this.operator.get(all + "&resource_id=" + this.forest.emea).json().isEmpty()).isFalse();
		assertThat(this.operator.get(all + "&actor_id=nobody").json().isEmpty()).isTrue();
	}

	@Test
	void chainVerifies() {
		Reply reply = this.operator.get("/audit-logs/verify?tenant_id=" + this.forest.acme);
		assertThat(reply.at("/ok").booleanValue()).isTrue();
		assertThat(reply.at("/broken_at").isNull()).isTrue();
		assertThat(this.operator.get("/audit-logs/verify").at("/ok").booleanValue()).isTrue();
	}

	@Test
	void keysAreRotatedWithoutKeyMaterial() {
		this.operator.put("/tenants/" + this.forest.acme + "/config/secret", "{\"value\": \"x\", \"sensitive\": true}");
		Reply rotated = this.operator.post("/maintenance/rotate-encryption-key",
				"{\"tenant_id\": \"" + this.forest.acme + "\"}");
		assertThat(rotated.status()).isEqualTo(200);
		assertThat(rotated.at("/config_entries_rotated").intValue()).isPositive();
		assertThat(rotated.string("/state")).isEqualTo("done");
		Reply progress = this.operator.get("/maintenance/key-rotations/" + rotated.string("/rotation_id"));
		assertThat(progress.string("/level")).isEqualTo("dek");
		assertThat(this.operator.post("/maintenance/rotate-encryption-key", "{\"level\": \"kek\"}").status())
			.isEqualTo(200);
		for (String body : new String[] { "{\"old_key\": \"a\"}", "{\"new_key\": null}", "{\"level\": \"all\"}" }) {
			assertThat(this.operator.post("/maintenance/rotate-encryption-key", body).status()).isEqualTo(400);
		}
		assertThat(this.operator.get("/maintenance/key-rotations/" + UUID.randomUUID()).status()).isEqualTo(404);
	}

	@Test
	void doctorTellsOperatorsWhatItFound() {
		assertThat(this.operator.get("/doctor").status()).isEqualTo(200);
	}

}
