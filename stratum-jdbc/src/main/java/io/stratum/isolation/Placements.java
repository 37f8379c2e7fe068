package io.stratum.isolation;

import io.stratum.tenant.Tenant;

/**
 * Knows where the rows of each tenant are.
 */
@FunctionalInterface
public interface Placements {

	/**
	 * Finds the placement of a tenant; asked for each connection, so it answers from
	 * memory.
	 * @param tenant the tenant
	 * @return its placement
	 */
	Placement of(Tenant tenant);

	/**
	 * Knows shared tables only.
	 * @return placements that all are the same
	 */
	static Placements sharedOnly() {
		return (tenant) -> Placement.shared();
	}

}
