package io.stratum.region;

import java.util.UUID;

/**
 * Decides whether a new tenant may be put into a region.
 */
@FunctionalInterface
public interface RegionAdmission {

	/** Knows no region. */
	RegionAdmission NONE = (region) -> {
		throw new RegionNotFoundException(region);
	};

	/**
	 * Lets a region pass or throws; called inside the transaction that creates the
	 * tenant.
	 * @param region the region the creator asked for; one copied from the parent is not
	 * asked about
	 * @throws RegionNotFoundException if there is no such region
	 */
	void admit(UUID region);

}
