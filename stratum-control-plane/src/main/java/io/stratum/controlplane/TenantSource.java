package io.stratum.controlplane;

/**
 * Where a request names the tenant it is about.
 */
enum TenantSource {

	/** It names none. */
	NONE,
	/** In its path. */
	PATH,
	/** In its query. */
	QUERY,
	/** In its body. */
	BODY,
	/** The resource it addresses belongs to one. */
	RESOURCE,
	/** It is for operators only. */
	OPERATORS

}
