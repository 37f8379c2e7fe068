package io.stratum.isolation.catalog;

/**
 * To whom the rows of a table belong.
 */
public enum TableClass {

	/** Each row belongs to one tenant. */
	TENANT_OWNED,
	/** All tenants share the rows, by decision. */
	GLOBAL,
	/** Nobody has said; such a table stops the start. */
	UNCLASSIFIED

}
