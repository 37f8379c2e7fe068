package io.stratum.tenant;

/**
 * Which tenants a read shows.
 */
public enum Inclusion {

	/** Active tenants only. */
	ACTIVE,
	/** Suspended and archived ones too. */
	ALL

}
