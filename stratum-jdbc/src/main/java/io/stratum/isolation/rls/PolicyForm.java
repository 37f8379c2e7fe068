package io.stratum.isolation.rls;

/**
 * How policies learn for whom a transaction runs.
 *
 * @param name short name, part of the comment on each policy
 * @param boundTenant expression of the bound tenant, null if none is bound
 * @param visibleTenants expression of the tenants a subtree read may see
 */
record PolicyForm(String name, String boundTenant, String visibleTenants) {

	/** Takes the word of the settings that the binding makes. */
	static final PolicyForm PLAIN = new PolicyForm("plain",
			"nullif(current_setting('app.current_tenant_id', true), '')::uuid", "stratum.visible_tenant_ids()");

}
