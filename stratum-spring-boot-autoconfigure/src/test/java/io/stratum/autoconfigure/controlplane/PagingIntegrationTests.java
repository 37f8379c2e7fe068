package io.stratum.autoconfigure.controlplane;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every list goes on by {@code Link}, and shows each row once.
 */
class PagingIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	@ParameterizedTest
	@ValueSource(strings = { "/tenants/{id}/ancestors", "/tenants/{id}/children", "/tenants/{id}/descendants",
			"/tenants/{id}/permissions/policies", "/tenants/{id}/abac-policies",
			"/tenants/{id}/abac-policies/effective", "/api-keys?tenant_id={id}", "/api-keys/dormant?tenant_id={id}",
			"/roles?tenant_id={id}", "/audit-logs?tenant_id={id}" })
	void listGoesOnByLinkUntilThereIsNone(String list) {
		String tenant = filled();
		String path = list.replace("{id}", tenant);
		List<String> whole = ids(this.operator.get(path));
		assertThat(whole).hasSizeGreaterThan(1);
		List<String> seen = new ArrayList<>();
		String next = path + (path.contains("?") ? "&" : "?") + "limit=1";
		while (!next.isEmpty()) {
			Reply page = this.operator.get(next);
			assertThat(page.json().isArray()).isTrue();
			assertThat(page.json().size()).isLessThanOrEqualTo(1);
			seen.addAll(ids(page));
			next = page.header("Link").replaceAll(".*/api/v1(.*)>.*", "$1");
		}
		assertThat(seen).containsExactlyElementsOf(whole);
		String other = path + (path.contains("?") ? "&" : "?");
		assertThat(this.operator.get(other + "limit=0").status()).isEqualTo(400);
		assertThat(this.operator.get(other + "limit=1001").status()).isEqualTo(400);
		assertThat(this.operator.get(other + "cursor=" + "A".repeat(43)).status()).isEqualTo(400);
		assertThat(ids(this.operator.get(other + "cursor=" + whole.get(0))))
			.containsExactlyElementsOf(whole.subList(1, whole.size()));
	}

	/**
	 * Makes a tenant that has two of everything.
	 */
	private String filled() {
		String tenant = this.forest.child(this.forest.sales, "acme_emea_sales_berlin");
		String path = "/tenants/" + tenant;
		for (String name : new String[] { "one", "two" }) {
			this.forest.child(tenant, name);
			this.forest.key(tenant, "read");
			this.operator.post(path + "/permissions", "{\"key\": \"" + name + "\"}");
			this.operator.post(path + "/abac-policies", """
					{"name": "%s", "resource_type": "document", "action": "read", "effect": "allow"}"""
				.formatted(name));
			this.operator.post("/roles",
					"{\"name\": \"%s\", \"scopes\": [\"read\"], \"tenant_id\": \"%s\"}".formatted(name, tenant));
		}
		return tenant;
	}

	private static List<String> ids(Reply reply) {
		assertThat(reply.status()).as(reply.text()).isEqualTo(200);
		return reply.json().valueStream().map((JsonNode row) -> row.get("id").stringValue()).toList();
	}

}
