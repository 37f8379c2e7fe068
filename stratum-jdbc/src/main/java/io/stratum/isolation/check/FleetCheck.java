package io.stratum.isolation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorSeverity;
import io.stratum.isolation.fleet.FleetDrift;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.placement.PlacementInventory;
import io.stratum.isolation.placement.RecordedPlacement;

/**
 * Asks whether the places of tenants are what the application expects.
 *
 * <p>
 * Reading a place takes a connection to it, so a run reads some of them and remembers
 * what it found of the others.
 */
final class FleetCheck implements DoctorCheck {

	private static final int LISTED = 20;

	private static final List<DoctorQuestion> QUESTIONS = List.of(
			new DoctorQuestion("D23", DoctorSeverity.ERROR, "A placement is not what its record says."),
			new DoctorQuestion("D24", DoctorSeverity.WARN, "A placement is behind the application, or failed."));

	private final FleetMigration fleet;

	private final PlacementInventory inventory;

	private final int most;

	/** Findings of placements that were read and are not as they should be. */
	private final Map<UUID, List<DoctorFinding>> drifts = new TreeMap<>();

	private UUID last = new UUID(0, 0);

	FleetCheck(FleetMigration fleet, PlacementInventory inventory, int most) {
		this.fleet = fleet;
		this.inventory = inventory;
		this.most = most;
	}

	@Override
	public List<DoctorQuestion> questions() {
		return QUESTIONS;
	}

	@Override
	public List<DoctorFinding> examine() {
		Map<Boolean, List<RecordedPlacement>> placements = this.fleet.placements()
			.stream()
			.collect(Collectors.partitioningBy(this.fleet::isBehind));
		List<RecordedPlacement> behind = placements.getOrDefault(true, List.of());
		List<RecordedPlacement> current = placements.getOrDefault(false, List.of());
		this.drifts.keySet().retainAll(current.stream().map(RecordedPlacement::id).collect(Collectors.toSet()));
		next(current).forEach(this::read);
		return Stream.of(this.drifts.values().stream().flatMap(List::stream), behind(behind), failed())
			.flatMap((findings) -> findings)
			.toList();
	}

	private List<RecordedPlacement> next(List<RecordedPlacement> placements) {
		List<RecordedPlacement> next = new ArrayList<>();
		placements.stream().filter((placement) -> isLater(placement.id())).forEach(next::add);
		placements.stream().filter((placement) -> !isLater(placement.id())).forEach(next::add);
		return next.subList(0, Math.min(this.most, next.size()));
	}

	// Placements come in the order of PostgreSQL, which is that of the text.
	private boolean isLater(UUID id) {
		return id.toString().compareTo(this.last.toString()) > 0;
	}

	private void read(RecordedPlacement placement) {
		List<FleetDrift> found = this.fleet.verify(List.of(placement));
		this.last = placement.id();
		if (found.isEmpty()) {
			this.drifts.remove(placement.id());
		}
		else {
			this.drifts.put(placement.id(), found.stream().map((drift) -> finding(drift, placement)).toList());
		}
	}

	// A server that is down must not keep the tenants of others from starting.
	private static DoctorFinding finding(FleetDrift drift, RecordedPlacement placement) {
		return DoctorFinding.of("D23", drift.known() ? DoctorSeverity.ERROR : DoctorSeverity.WARN, object(placement),
				drift.known() ? drift.finding() : "The placement cannot be read, so nobody knows what it contains.",
				drift.known() ? "Undo by migration what was changed by hand, or run the fleet for that placement again."
						: "See to its server; the log of the server says more.");
	}

	private static Stream<DoctorFinding> behind(List<RecordedPlacement> behind) {
		Stream<DoctorFinding> listed = behind.stream()
			.limit(LISTED)
			.map((placement) -> behind(object(placement), "The placement is behind the application."));
		return (behind.size() <= LISTED) ? listed : Stream.concat(listed,
				Stream.of(behind("fleet", "%d more placements are behind.".formatted(behind.size() - LISTED))));
	}

	private Stream<DoctorFinding> failed() {
		return this.inventory.failed()
			.stream()
			.map((placement) -> DoctorFinding.of("D24", DoctorSeverity.WARN, placement.name(),
					"The placement could not be made or taken down, and waits for another try.",
					"Look at its error in \"stratum.placement\" and remove the cause."));
	}

	private static DoctorFinding behind(String object, String finding) {
		return DoctorFinding.of("D24", DoctorSeverity.WARN, object, finding,
				"Look at its error in \"stratum.placement\", remove the cause and run the fleet.");
	}

	private static String object(RecordedPlacement placement) {
		return Objects.requireNonNullElse(placement.slug(), placement.name());
	}

}
