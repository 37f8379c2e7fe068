package io.stratum.isolation.fleet;

import java.util.function.LongSupplier;

import io.stratum.isolation.placement.OutdatedPlaces;
import io.stratum.isolation.placement.RecordedPlacement;

/**
 * Lets tenants into places that follow the application, and into others by choice.
 *
 * <p>
 * A place that a newer version of the application migrated is ahead, not behind, so nodes
 * of both versions work side by side while one replaces the other. A place that fails to
 * be migrated on use is left alone for a while, from a second to five minutes, so that
 * the requests of its tenant are refused without work.
 */
public final class FleetGate implements OutdatedPlaces {

	private final FleetMigration fleet;

	private final Behind behind;

	private final Pauses pauses;

	/**
	 * Creates a gate.
	 * @param fleet knows what places have to contain
	 * @param behind what happens to a tenant whose place is behind
	 */
	public FleetGate(FleetMigration fleet, Behind behind) {
		this(fleet, behind, System::nanoTime);
	}

	FleetGate(FleetMigration fleet, Behind behind, LongSupplier nanos) {
		this.fleet = fleet;
		this.behind = behind;
		this.pauses = new Pauses(nanos);
	}

	/**
	 * Lets a tenant into its place.
	 * @throws TenantUpgradingException if the place is behind and is not served so
	 */
	@Override
	public void admit(RecordedPlacement place) {
		if (this.behind == Behind.SERVE || !this.fleet.isBehind(place)) {
			return;
		}
		if (this.behind == Behind.REFUSE || !isMigrated(place)) {
			throw new TenantUpgradingException();
		}
	}

	private boolean isMigrated(RecordedPlacement place) {
		if (!this.pauses.isOver(place.id())) {
			return false;
		}
		boolean migrated = false;
		try {
			migrated = this.fleet.migrate(place);
		}
		finally {
			note(place, migrated);
		}
		return migrated;
	}

	private void note(RecordedPlacement place, boolean migrated) {
		if (migrated) {
			this.pauses.end(place.id());
		}
		else {
			this.pauses.begin(place.id());
		}
	}

}
