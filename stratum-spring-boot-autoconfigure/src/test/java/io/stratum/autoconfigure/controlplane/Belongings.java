package io.stratum.autoconfigure.controlplane;

/**
 * Resources of a tenant, one of each kind.
 */
record Belongings(String key, String role, String entry, String permission, String policy) {

	static Belongings of(Forest forest, String tenant) {
		String path = "/tenants/" + tenant;
		String policy = forest.operator.post(path + "/abac-policies", """
				{"name": "n", "resource_type": "document", "action": "read", "effect": "allow"}""").id();
		String role = forest.operator
			.post("/roles", "{\"name\": \"r\", \"scopes\": [\"read\"], \"tenant_id\": \"" + tenant + "\"}")
			.id();
		return new Belongings(forest.key(tenant, "read").id(), role,
				forest.operator.get("/audit-logs?tenant_id=" + tenant).string("/0/id"),
				forest.operator.post(path + "/permissions", "{\"key\": \"p\"}").id(), policy);
	}

	/**
	 * Writes the path of a route to what belongs to the tenant, below another one where
	 * the path names a tenant.
	 */
	String pathOf(Route route, String tenant) {
		String id = route.path().startsWith("/api-keys") ? this.key
				: route.path().startsWith("/audit-logs") ? this.entry : this.role;
		String policyId = route.path().contains("abac") ? this.policy : this.permission;
		return route.path()
			.replace("{policyId}", policyId)
			.replace("{keyId}", this.key)
			.replace(route.namesTenantInPath() ? "{id}" : "{tenantId}", tenant)
			.replace("{tenantId}", tenant)
			.replace("{id}", id);
	}

}
