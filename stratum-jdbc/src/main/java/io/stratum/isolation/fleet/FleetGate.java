package io.stratum.isolation.fleet;

import io.stratum.isolation.placement.OutdatedPlaces;
import io.stratum.isolation.placement.RecordedPlacement;

/**
 * Lets tenants into places that follow the application, and into others by choice.
 *
 * <p>
 * A place that a newer version of the application migrated is ahead, not behind, so nodes
 * of both versions work side by side while one replaces the other.
 */
public final class FleetGate implements OutdatedPlaces {

	private final FleetMigration fleet;

	private final Behind behind;

	/**
	 * Creates a gate.
	 * @param fleet knows what places have to contain
	 * @param behind what happens to a tenant whose place is behind
	 */
	public FleetGate(FleetMigration fleet, Behind behind) {
		this.fleet = fleet;
		this.behind = behind;
	}

	/**
	 * Lets a tenant into its place.
	 * @throws TenantUpgradingException if the place is behind and is not served so
	 */
	@Override
	public void admit(RecordedPlacement place) {
		if (this.behind == Behind.SERVE || place.blueprint() >= this.fleet.number()) {
			return;
		}
		if (this.behind == Behind.REFUSE || !this.fleet.migrate(place)) {
			throw new TenantUpgradingException();
		}
	}

}
