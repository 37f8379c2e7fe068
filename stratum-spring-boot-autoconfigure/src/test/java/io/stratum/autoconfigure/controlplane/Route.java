package io.stratum.autoconfigure.controlplane;

import java.util.Arrays;
import java.util.List;

/**
 * A row of the contract: an operation, what it asks for and where its tenant comes from.
 *
 * @param operation its operationId
 * @param method HTTP method
 * @param path path below the base, with {@code {id}} or {@code {tenantId}} for the tenant
 * where that is in the path
 * @param scope scope it asks for; {@code open} for none
 * @param tenant where its tenant comes from: {@code path}, {@code resource}, a query or
 * body {@code elsewhere}, {@code slug}, {@code operators} or {@code none}, several joined
 * by a plus
 */
record Route(String operation, String method, String path, String scope, String tenant) {

	/** Every operation that is served, one for a line. */
	static final List<Route> ALL = table("""
			getHealth GET /health open none
			getOpenApi GET /openapi.json read none
			getDoctorReport GET /doctor admin operators
			listTenants GET /tenants read elsewhere
			createTenant POST /tenants write elsewhere
			batchCreateTenants POST /tenants/batch write elsewhere
			getTenantBySlug GET /tenants/lookup read slug
			getTenant GET /tenants/{id} read path
			updateTenant PATCH /tenants/{id} write path
			deleteTenant DELETE /tenants/{id} write path
			suspendTenant POST /tenants/{id}/suspend write path
			resumeTenant POST /tenants/{id}/resume write path
			archiveTenant POST /tenants/{id}/archive write path
			moveTenant POST /tenants/{id}/move write path+elsewhere
			reorderTenant POST /tenants/{id}/reorder write path
			getTenantAncestors GET /tenants/{id}/ancestors read path
			getTenantDescendants GET /tenants/{id}/descendants read path
			getTenantChildren GET /tenants/{id}/children read path
			getTenantRoot GET /tenants/{id}/root read path
			resolveTenantContext GET /tenants/{id}/context admin path
			getTenantPlacement GET /tenants/{id}/isolation read path
			resolveConfig GET /tenants/{id}/config read path
			setConfig PUT /tenants/{id}/config/{key} write path
			deleteConfig DELETE /tenants/{id}/config/{key} write path
			batchSetConfig PUT /tenants/{id}/config/batch write path
			getConfigInheritance GET /tenants/{id}/config/inheritance read path
			diffConfig GET /config/diff read elsewhere
			getConfigValue GET /tenants/{id}/config/{key} read path
			explainConfig GET /tenants/{id}/config/{key}/explain read path
			getConfigHistory GET /tenants/{id}/config/{key}/history read path
			revealConfig POST /tenants/{id}/config/{key}/reveal reveal path
			computeConfigDrift GET /tenants/{id}/config/drift read path+elsewhere
			listConfigKeys GET /config/keys read none
			resolvePermissions GET /tenants/{id}/permissions read path
			createPermission POST /tenants/{id}/permissions write path
			updatePermission PATCH /tenants/{id}/permissions/{policyId} write path+resource
			deletePermission DELETE /tenants/{id}/permissions/{policyId} write path+resource
			listPermissionPolicies GET /tenants/{id}/permissions/policies read path
			getPermissionPolicy GET /tenants/{id}/permissions/{policyId} read path+resource
			explainPermission GET /tenants/{id}/permissions/explain read path
			createAbacPolicy POST /tenants/{tenantId}/abac-policies write path
			listAbacPolicies GET /tenants/{tenantId}/abac-policies read path
			evaluateAbac POST /tenants/{tenantId}/abac-policies/evaluate read path
			deleteAbacPolicy DELETE /tenants/{tenantId}/abac-policies/{policyId} write path+resource
			getAbacPolicy GET /tenants/{tenantId}/abac-policies/{policyId} read path+resource
			updateAbacPolicy PATCH /tenants/{tenantId}/abac-policies/{policyId} write path+resource
			listEffectiveAbacPolicies GET /tenants/{tenantId}/abac-policies/effective read path
			explainAbac POST /tenants/{tenantId}/abac-policies/explain read path
			createApiKey POST /api-keys admin elsewhere
			listApiKeys GET /api-keys admin elsewhere
			listDormantApiKeys GET /api-keys/dormant admin elsewhere
			getApiKey GET /api-keys/{id} admin resource
			updateApiKey PATCH /api-keys/{id} admin resource
			rotateApiKey POST /api-keys/{id}/rotate admin resource
			revokeApiKey DELETE /api-keys/{id} admin resource
			queryAuditLogs GET /audit-logs admin elsewhere
			verifyAuditChain GET /audit-logs/verify admin elsewhere
			getAuditLogEntry GET /audit-logs/{id} admin resource
			createRole POST /roles admin elsewhere
			listRoles GET /roles read elsewhere
			getRole GET /roles/{id} read resource
			updateRole PATCH /roles/{id} admin resource
			deleteRole DELETE /roles/{id} admin resource
			assignRoleToKey POST /roles/assign/{keyId} admin resource
			removeRoleFromKey DELETE /roles/assign/{keyId} admin resource
			rotateEncryptionKey POST /maintenance/rotate-encryption-key admin operators
			getKeyRotation GET /maintenance/key-rotations/{id} admin operators
			""");

	boolean isOpen() {
		return this.scope.equals("open");
	}

	boolean isForOperators() {
		return this.tenant.equals("operators");
	}

	boolean namesTenantInPath() {
		return this.tenant.startsWith("path");
	}

	boolean namesTenantElsewhere() {
		return this.tenant.endsWith("elsewhere");
	}

	boolean addressesResource() {
		return this.tenant.endsWith("resource");
	}

	static Route of(String operation) {
		return ALL.stream().filter((route) -> route.operation.equals(operation)).findFirst().orElseThrow();
	}

	boolean hasBody() {
		return !this.method.equals("GET") && !this.method.equals("DELETE");
	}

	/**
	 * Tells whether a credential with one scope may call it.
	 */
	boolean isSatisfiedBy(String held) {
		List<String> ranks = List.of("read", "write", "admin");
		return isOpen() || held.equals(this.scope) || (!this.scope.equals("reveal") && !held.equals("reveal")
				&& ranks.indexOf(held) >= ranks.indexOf(this.scope));
	}

	/**
	 * Writes the path for a tenant, with ids of nothing for all else.
	 */
	String pathOf(String tenant) {
		String nothing = "00000000-0000-7000-8000-000000000001";
		return this.path.replace(namesTenantInPath() ? "{id}" : "{none}", tenant)
			.replace("{tenantId}", tenant)
			.replace("{key}", "k")
			.replaceAll("\\{\\w+}", nothing);
	}

	@Override
	public String toString() {
		return this.operation;
	}

	private static List<Route> table(String text) {
		return Arrays.stream(text.split("\n")).map((line) -> line.split(" ")).map(Route::of).toList();
	}

	private static Route of(String[] cells) {
		return new Route(cells[0], cells[1], cells[2], cells[3], cells[4]);
	}

}
