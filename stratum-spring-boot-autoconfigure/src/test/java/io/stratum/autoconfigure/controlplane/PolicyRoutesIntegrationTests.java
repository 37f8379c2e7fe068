package io.stratum.autoconfigure.controlplane;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyRoutesIntegrationTests {

	private static final String REQUEST = """
			{"subject": {"role": "clerk"}, "action": "read", "resource": {"type": "order"}}""";

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	private final String acme = "/tenants/" + this.forest.acme + "/abac-policies";

	private final String emea = "/tenants/" + this.forest.emea + "/abac-policies";

	@Test
	void policyDecidesBelowItsTenant() {
		assertThat(evaluate().string("/reason")).isEqualTo("no_matching_policy");
		Reply created = this.operator.post(this.acme, policy("clerks", "allow"));
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.json().propertyNames()).contains("id", "tenant_id", "name", "resource_type", "action",
				"effect", "conditions", "priority", "mode", "source_tenant_id", "created_at", "updated_at", "version");
		assertThat(evaluate().at("/allowed").booleanValue()).isTrue();
		assertThat(evaluate().string("/matched_policy/id")).isEqualTo(created.id());
		assertThat(this.operator.get(this.emea + "/effective").string("/0/source_tenant_id"))
			.isEqualTo(this.forest.acme);
		Reply explained = this.operator.post(this.emea + "/explain", REQUEST);
		assertThat(explained.string("/considered/0/conditions/0/outcome")).isEqualTo("true");
		assertThat(explained.string("/reason")).isEqualTo(evaluate().string("/reason"));
	}

	@Test
	void policyIsReadChangedAndDeleted() {
		String id = this.operator.post(this.acme, policy("clerks", "allow")).id();
		assertThat(this.operator.get(this.acme).string("/0/id")).isEqualTo(id);
		assertThat(this.operator.get(this.acme + "/" + id).header("ETag")).isEqualTo("\"1\"");
		Reply changed = this.operator.patch(this.acme + "/" + id, "{\"effect\": \"deny\", \"conditions\": []}");
		assertThat(changed.string("/effect")).isEqualTo("deny");
		assertThat(evaluate().string("/reason")).isEqualTo("explicit_deny");
		assertThat(this.operator.delete(this.acme + "/" + id).status()).isEqualTo(204);
		assertThat(this.operator.delete(this.acme + "/" + id).code()).isEqualTo("ABAC_POLICY_NOT_FOUND");
		assertThat(this.operator.get(this.acme + "/" + UUID.randomUUID()).code()).isEqualTo("ABAC_POLICY_NOT_FOUND");
	}

	@Test
	void ownPoliciesGoOnByLink() {
		for (int count = 0; count < 3; count++) {
			this.operator.post(this.acme, policy("p" + count, "allow"));
		}
		Reply first = this.operator.get(this.acme + "?limit=2");
		assertThat(first.json().size()).isEqualTo(2);
		Reply second = this.operator.get(this.acme + "?limit=2&cursor=" + first.string("/1/id"));
		assertThat(second.json().size()).isEqualTo(1);
		assertThat(first.header("Link")).isNotEmpty();
		assertThat(second.header("Link")).isEmpty();
	}

	@Test
	void lockedCompositeIsRefusedBelow() {
		this.operator.post(this.acme, policy("fixed", "allow").replace("\"priority\": 1", "\"mode\": \"LOCKED\""));
		assertThat(this.operator.post(this.emea, policy("fixed", "allow")).code()).isEqualTo("ABAC_POLICY_LOCKED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "regex", "", "EQ" })
	void unknownOperatorHasItsCode(String operator) {
		assertThat(this.operator.post(this.acme, policy("x", "allow").replace("\"eq\"", "\"" + operator + "\"")).code())
			.isEqualTo("INVALID_ABAC_OPERATOR");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"name\": \"a\", \"resource_type\": \"b\", \"action\": \"c\"}",
			"{\"name\": \"a\", \"resource_type\": \"b\", \"action\": \"c\", \"effect\": \"maybe\"}",
			"{\"name\": \"a\", \"resource_type\": \"b\", \"action\": \"c\", \"effect\": \"allow\", \"conditions\": [null]}",
			"{\"name\": \"a\", \"resource_type\": \"b\", \"action\": \"c\", \"effect\": \"allow\", \"priority\": 1.5}",
			"{\"name\": \"a\", \"resource_type\": \"b\", \"action\": \"c\", \"effect\": \"allow\", \"conditions\": "
					+ "[{\"attribute\": \"subject.a\", \"operator\": \"in\", \"value\": 1}]}" })
	void badPolicyIsRefused(String body) {
		assertThat(this.operator.post(this.acme, body).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"action\": \"read\"}", "{\"action\": \"read\", \"resource\": {\"type\": 1}}",
			"{\"action\": \"read\", \"resource\": \"order\"}" })
	void badRequestIsRefused(String body) {
		assertThat(this.operator.post(this.acme + "/evaluate", body).status()).isEqualTo(400);
	}

	private Reply evaluate() {
		return this.operator.post(this.emea + "/evaluate", REQUEST);
	}

	private static String policy(String name, String effect) {
		return """
				{"name": "%s", "resource_type": "order", "action": "read", "effect": "%s", "priority": 1,
				"conditions": [{"attribute": "subject.role", "operator": "eq", "value": "clerk"}]}""".formatted(name,
				effect);
	}

}
