package io.stratum.autoconfigure.controlplane;

import java.util.Arrays;
import java.util.List;

/**
 * A place besides the path where a request names a tenant.
 *
 * @param route the operation
 * @param query query with {@code TENANT} for the tenant, and {@code HOME} for that of the
 * caller
 * @param body body likewise, with {@code SLUG} for a free one
 */
record Naming(Route route, String query, String body) {

	/** Every place, one for a line. */
	static final List<Naming> ALL = table("""
			listTenants ?parent_id=TENANT
			createTenant {"name": "a", "slug": "SLUG", "parent_id": "TENANT"}
			batchCreateTenants {"tenants": [{"name": "a", "slug": "SLUG", "parent_id": "TENANT"}]}
			moveTenant {"new_parent_id": "TENANT"}
			diffConfig ?tenant_a=TENANT&tenant_b=HOME
			diffConfig ?tenant_a=HOME&tenant_b=TENANT
			computeConfigDrift ?children=TENANT
			createApiKey {"tenant_id": "TENANT"}
			listApiKeys ?tenant_id=TENANT
			listDormantApiKeys ?tenant_id=TENANT
			queryAuditLogs ?tenant_id=TENANT
			verifyAuditChain ?tenant_id=TENANT
			createRole {"name": "SLUG", "scopes": ["read"], "tenant_id": "TENANT"}
			listRoles ?tenant_id=TENANT
			""");

	/**
	 * Sends the request.
	 * @param home the tenant of the caller
	 * @param own a tenant in reach, for the path
	 * @param named the tenant that is named
	 */
	Reply send(ApiClient client, String home, String own, String named) {
		String path = this.route.pathOf(this.route.operation().startsWith("compute") ? home : own);
		return client.send(this.route.method(), path + filled(this.query, home, named),
				this.body.isEmpty() ? null : filled(this.body, home, named));
	}

	private static String filled(String template, String home, String named) {
		return template.replace("TENANT", named).replace("HOME", home).replace("SLUG", Names.slug());
	}

	@Override
	public String toString() {
		return this.route + this.query + this.body;
	}

	private static List<Naming> table(String text) {
		return Arrays.stream(text.split("\n")).map((line) -> line.split(" ", 2)).map(Naming::of).toList();
	}

	private static Naming of(String[] cells) {
		boolean query = cells[1].startsWith("?");
		return new Naming(Route.of(cells[0]), query ? cells[1] : "", query ? "" : cells[1]);
	}

}
