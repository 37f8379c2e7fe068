package io.stratum.isolation.check;

import java.util.List;
import java.util.Objects;

import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import io.stratum.isolation.placement.PlacementInventory;
import io.stratum.isolation.placement.PlacementInventory.Difference;
import io.stratum.isolation.placement.PlacementNames;

/**
 * Asks whether every schema and database of a tenant is recorded, and there.
 */
final class InventoryCheck implements DoctorCheck {

	private static final List<DoctorQuestion> QUESTIONS = List.of(new DoctorQuestion("D25", DoctorSeverity.WARN,
			"A schema or database is unrecorded, or recorded and missing."));

	private final PlacementInventory inventory;

	InventoryCheck(PlacementInventory inventory) {
		this.inventory = inventory;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		return this.inventory.differences().stream().map(InventoryCheck::finding).toList();
	}

	private static DoctorFinding finding(Difference difference) {
		String place = Objects.requireNonNullElse(difference.place(), difference.server());
		return switch (difference.kind()) {
			case UNRECORDED -> finding(place, "Nobody recorded it, so nobody migrates it or takes it down.",
					"If nothing needs its rows: drop %s %s;"
						.formatted(PlacementNames.isSchema(place) ? "schema" : "database", SqlIdentifier.quote(place)));
			case MISSING ->
				finding(place, "It is recorded as ready on '%s' and is not there.".formatted(difference.server()),
						"Restore it from a backup, or archive its tenant and have the place dropped.");
			case UNKNOWN -> finding(place, "The server does not answer, so nobody knows what is there.",
					"See to the server, or to 'stratum.isolation.servers.%s'.".formatted(difference.server()));
		};
	}

	private static DoctorFinding finding(String object, String finding, String remedy) {
		return DoctorFinding.of("D25", DoctorSeverity.WARN, object, finding, remedy);
	}

}
