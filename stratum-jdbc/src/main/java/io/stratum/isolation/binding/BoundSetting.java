package io.stratum.isolation.binding;

/**
 * A setting of PostgreSQL that tells a transaction for whom it runs, in the order sent.
 */
enum BoundSetting {

	/** The tenant. */
	TENANT("app.current_tenant_id"),
	/** Who acts, for entries that triggers make. */
	ACTOR("app.actor"),
	/** The tenants of a subtree read. */
	VISIBLE_TENANTS("app.visible_tenant_ids"),
	/** The schemas of the tenant's tables. */
	SEARCH_PATH("search_path"),
	/** The longest time of a statement. */
	STATEMENT_TIMEOUT("statement_timeout"),
	/** The role; last, because it may do less. */
	ROLE("role");

	private final String call;

	BoundSetting(String name) {
		this.call = "set_config('" + name + "', ?, true)";
	}

	String call() {
		return this.call;
	}

}
