package io.stratum.jpa;

/**
 * Whose rows a repository or one of its methods works with.
 */
public enum TenantScope {

	/** Those of the bound tenant. */
	TENANT,
	/** Those of the bound tenant and of all below it, for reading only. */
	SUBTREE

}
