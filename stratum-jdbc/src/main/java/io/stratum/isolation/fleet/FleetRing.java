package io.stratum.isolation.fleet;

import java.util.Set;

import io.stratum.isolation.placement.RecordedPlacement;

/**
 * Tenants that are migrated before others.
 *
 * @param slugs slugs of tenants that go first
 * @param share percentage of all tenants, those of earlier rings included, from 0 to 100
 */
public record FleetRing(Set<String> slugs, int share) {

	private static final int ALL = 100;

	/**
	 * Refuses a share that is no percentage.
	 */
	public FleetRing {
		slugs = Set.copyOf(slugs);
		if (share < 0 || share > ALL) {
			throw new IllegalArgumentException("The share of a ring is a percentage from 0 to 100.");
		}
	}

	/**
	 * Tells whether a placement is in the ring; always the same for the same placement.
	 */
	boolean contains(RecordedPlacement placement) {
		return (placement.slug() != null && this.slugs.contains(placement.slug()))
				|| Math.floorMod(placement.id().hashCode(), ALL) < this.share;
	}

}
