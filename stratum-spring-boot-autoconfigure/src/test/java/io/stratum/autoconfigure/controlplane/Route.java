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
 * @param tenant {@code path}, {@code operators} or {@code other}
 */
record Route(String operation, String method, String path, String scope, String tenant) {

	/** Every operation that is served, one for a line. */
	static final List<Route> ALL = table("""
			getHealth GET /health open other
			getOpenApi GET /openapi.json read other
			getDoctorReport GET /doctor admin operators
			listTenants GET /tenants read other
			createTenant POST /tenants write other
			batchCreateTenants POST /tenants/batch write other
			getTenantBySlug GET /tenants/lookup read other
			getTenant GET /tenants/{id} read path
			updateTenant PATCH /tenants/{id} write path
			deleteTenant DELETE /tenants/{id} write path
			suspendTenant POST /tenants/{id}/suspend write path
			resumeTenant POST /tenants/{id}/resume write path
			archiveTenant POST /tenants/{id}/archive write path
			moveTenant POST /tenants/{id}/move write path
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
			diffConfig GET /config/diff read other
			getConfigValue GET /tenants/{id}/config/{key} read path
			explainConfig GET /tenants/{id}/config/{key}/explain read path
			getConfigHistory GET /tenants/{id}/config/{key}/history read path
			revealConfig POST /tenants/{id}/config/{key}/reveal reveal path
			computeConfigDrift GET /tenants/{id}/config/drift read path
			listConfigKeys GET /config/keys read other
			resolvePermissions GET /tenants/{id}/permissions read path
			createPermission POST /tenants/{id}/permissions write path
			updatePermission PATCH /tenants/{id}/permissions/{policyId} write path
			deletePermission DELETE /tenants/{id}/permissions/{policyId} write path
			listPermissionPolicies GET /tenants/{id}/permissions/policies read path
			getPermissionPolicy GET /tenants/{id}/permissions/{policyId} read path
			explainPermission GET /tenants/{id}/permissions/explain read path
			createAbacPolicy POST /tenants/{tenantId}/abac-policies write path
			listAbacPolicies GET /tenants/{tenantId}/abac-policies read path
			evaluateAbac POST /tenants/{tenantId}/abac-policies/evaluate read path
			deleteAbacPolicy DELETE /tenants/{tenantId}/abac-policies/{policyId} write path
			getAbacPolicy GET /tenants/{tenantId}/abac-policies/{policyId} read path
			updateAbacPolicy PATCH /tenants/{tenantId}/abac-policies/{policyId} write path
			listEffectiveAbacPolicies GET /tenants/{tenantId}/abac-policies/effective read path
			explainAbac POST /tenants/{tenantId}/abac-policies/explain read path
			createApiKey POST /api-keys admin other
			listApiKeys GET /api-keys admin other
			listDormantApiKeys GET /api-keys/dormant admin other
			getApiKey GET /api-keys/{id} admin other
			updateApiKey PATCH /api-keys/{id} admin other
			rotateApiKey POST /api-keys/{id}/rotate admin other
			revokeApiKey DELETE /api-keys/{id} admin other
			queryAuditLogs GET /audit-logs admin other
			verifyAuditChain GET /audit-logs/verify admin other
			getAuditLogEntry GET /audit-logs/{id} admin other
			createRole POST /roles admin other
			listRoles GET /roles read other
			getRole GET /roles/{id} read other
			updateRole PATCH /roles/{id} admin other
			deleteRole DELETE /roles/{id} admin other
			assignRoleToKey POST /roles/assign/{keyId} admin other
			removeRoleFromKey DELETE /roles/assign/{keyId} admin other
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
		return this.tenant.equals("path");
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
