package io.stratum.autoconfigure.controlplane;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PermissionRoutesIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	private final String acme = "/tenants/" + this.forest.acme + "/permissions";

	private final String emea = "/tenants/" + this.forest.emea + "/permissions";

	private final String sales = "/tenants/" + this.forest.sales + "/permissions";

	@Test
	void grantFlowsDownAndIsExplained() {
		Reply created = this.operator.post(this.acme, "{\"key\": \"export\"}");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.at("/value").booleanValue()).isTrue();
		assertThat(created.json().propertyNames()).contains("id", "tenant_id", "key", "value", "mode",
				"revocation_mode", "source_tenant_id", "granted_by", "frozen", "version", "created_at", "updated_at");
		Reply resolved = this.operator.get(this.sales);
		assertThat(resolved.string("/export/source_tenant_id")).isEqualTo(this.forest.acme);
		assertThat(resolved.at("/export/locked").booleanValue()).isFalse();
		Reply explained = this.operator.get(this.sales + "/explain?key=export");
		assertThat(explained.string("/steps/0/policy_id")).isEqualTo(created.id());
		assertThat(explained.at("/effective/value").booleanValue()).isTrue();
		assertThat(this.operator.get(this.sales + "/explain").status()).isEqualTo(400);
	}

	@Test
	void policyIsReadChangedAndRevoked() {
		String id = this.operator.post(this.acme, "{\"key\": \"seats\", \"value\": 10, \"mode\": \"DELEGATED\"}").id();
		assertThat(this.operator.get(this.acme + "/policies").string("/0/id")).isEqualTo(id);
		Reply read = this.operator.get(this.acme + "/" + id);
		assertThat(read.header("ETag")).isEqualTo("\"1\"");
		Reply changed = this.operator.with("If-Match", "\"1\"").patch(this.acme + "/" + id, "{\"value\": 5}");
		assertThat(changed.at("/value").intValue()).isEqualTo(5);
		assertThat(this.operator.with("If-Match", "\"1\"").patch(this.acme + "/" + id, "{\"value\": 6}").code())
			.isEqualTo("PRECONDITION_FAILED");
		assertThat(this.operator.delete(this.acme + "/" + id).status()).isEqualTo(204);
		assertThat(this.operator.delete(this.acme + "/" + id).code()).isEqualTo("PERMISSION_NOT_FOUND");
		assertThat(this.operator.get(this.acme + "/" + UUID.randomUUID()).code()).isEqualTo("PERMISSION_NOT_FOUND");
		assertThat(this.operator.get(this.acme + "/1").status()).isEqualTo(400);
	}

	@Test
	void refusalsCarryTheirCodes() {
		this.operator.post(this.acme, "{\"key\": \"fixed\", \"mode\": \"LOCKED\"}");
		assertThat(this.operator.post(this.emea, "{\"key\": \"fixed\"}").code()).isEqualTo("PERMISSION_LOCKED");
		assertThat(this.operator.post(this.acme, "{\"key\": \"fixed\"}").code()).isEqualTo("PERMISSION_ALREADY_EXISTS");
		ApiClient emeaAdmin = this.forest.as(this.forest.emea, "admin");
		assertThat(emeaAdmin.post(this.emea, "{\"key\": \"nothing\"}").code()).isEqualTo("PERMISSION_NOT_HELD");
		this.operator.post(this.acme, "{\"key\": \"plain\"}");
		assertThat(emeaAdmin.post(this.sales, "{\"key\": \"plain\"}").code()).isEqualTo("PERMISSION_NOT_DELEGABLE");
		String id = this.operator.post(this.emea, "{\"key\": \"ever\", \"revocation_mode\": \"PERMANENT\"}").id();
		assertThat(this.operator.delete(this.emea + "/" + id).code()).isEqualTo("PERMISSION_REVOCATION_DENIED");
		assertThat(this.operator.patch(this.emea + "/" + id, "{\"value\": false}").code())
			.isEqualTo("PERMISSION_REVOCATION_DENIED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"key\": \"\"}", "{\"key\": 1}", "{\"key\": \"a\", \"mode\": \"locked\"}",
			"{\"key\": \"a\", \"revocation_mode\": \"NEVER\"}", "[]", "null", "" })
	void badInputIsRefused(String body) {
		assertThat(this.operator.post(this.acme, body).status()).isEqualTo(400);
	}

}
