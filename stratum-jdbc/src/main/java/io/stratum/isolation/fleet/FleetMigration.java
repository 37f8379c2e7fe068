package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.PlacementRecords;
import io.stratum.isolation.placement.RecordedPlacement;

/**
 * Brings the application's migrations and policies to the places of all tenants.
 *
 * <p>
 * The shared tables are not its concern: they stay with the application's own Flyway.
 *
 * <p>
 * <b>Guarantees.</b> A run in which nothing changed is one query. Nodes that run at once
 * share the work, and what a dead node left is taken up by another. A placement that
 * fails does not stop those beside it; more failures in a ring than allowed stop the run
 * before the next one begins.
 */
public final class FleetMigration {

	private static final Duration HOLD = Duration.ofMinutes(1);

	private final EngineDatabase database;

	private final Journal journal;

	private final Blueprint blueprint;

	private final FleetOptions options;

	private final FleetRows rows;

	private final PlacementWork work;

	private final OwnerServers servers;

	private final Supplier<Long> number;

	/**
	 * Creates a fleet migration; nothing is read before it is first needed.
	 * @param database where placements are recorded
	 * @param journal notes runs that changed something
	 * @param servers servers on which placements are
	 * @param blueprint what every placement has to contain
	 * @param options how a run goes about its work
	 */
	public FleetMigration(EngineDatabase database, Journal journal, OwnerServers servers, Blueprint blueprint,
			FleetOptions options) {
		this.database = database;
		this.journal = journal;
		this.blueprint = blueprint;
		this.options = options;
		this.servers = servers;
		this.rows = new FleetRows(database, HOLD);
		this.work = new PlacementWork(database, journal, servers, blueprint, this.rows, options);
		this.number = new PlacementRecords(database, HOLD).numberOf(blueprint);
	}

	/**
	 * Migrates every placement that is behind the application.
	 * @return one result for each placement, whichever node did the work
	 */
	public FleetReport run() {
		FleetRows.Survey survey = this.rows.survey(this.blueprint.fingerprint());
		Long known = survey.number();
		long wanted = (known != null) ? known : number();
		List<FleetResult> results = new ArrayList<>(survey.unchanged(wanted));
		List<RecordedPlacement> behind = survey.behind(wanted);
		if (!behind.isEmpty()) {
			results.addAll(migrate(behind, wanted, survey));
			note(results);
		}
		results.sort(Comparator.comparing((result) -> result.placement().toString()));
		return new FleetReport(results);
	}

	private List<FleetResult> migrate(List<RecordedPlacement> behind, long wanted, FleetRows.Survey survey) {
		List<FleetResult> results = new ArrayList<>();
		boolean stopped = false;
		for (List<RecordedPlacement> ring : rings(behind)) {
			Set<UUID> ids = ring.stream().map(RecordedPlacement::id).collect(Collectors.toSet());
			FleetRows.Run run = new FleetRows.Run(wanted, survey.started(), UUID.randomUUID(), ids,
					this.options.maxFailures());
			if (!stopped) {
				new RingRun(this.rows, this.work, this.options.parallelism(), HOLD).run(ring, run);
			}
			List<FleetResult> ofRing = this.rows.results(ids, run);
			stopped |= failures(ofRing) > this.options.maxFailures() || Thread.currentThread().isInterrupted();
			results.addAll(ofRing);
		}
		return results;
	}

	private List<List<RecordedPlacement>> rings(List<RecordedPlacement> behind) {
		List<List<RecordedPlacement>> rings = new ArrayList<>();
		Set<RecordedPlacement> rest = new LinkedHashSet<>(behind);
		for (FleetRing ring : this.options.rings()) {
			List<RecordedPlacement> members = rest.stream().filter(ring::contains).toList();
			members.forEach(rest::remove);
			rings.add(members);
		}
		rings.add(List.copyOf(rest));
		return rings.stream().filter((ring) -> !ring.isEmpty()).toList();
	}

	private static long failures(List<FleetResult> results) {
		return results.stream().filter((result) -> result.outcome() == FleetOutcome.FAILED).count();
	}

	private void note(List<FleetResult> results) {
		Map<String, Long> counts = results.stream()
			.collect(Collectors.groupingBy((result) -> result.outcome().name().toLowerCase(Locale.ROOT),
					Collectors.counting()));
		this.database.run(() -> this.journal
			.audit(AuditRecord.of(null, "fleet.migrated", "fleet", this.blueprint.fingerprint(), null, counts)));
	}

	/**
	 * Returns the number of what placements have to contain; newer ones have higher ones.
	 * @return the number, from memory after the first time
	 */
	long number() {
		return this.number.get();
	}

	/**
	 * Migrates one placement because its tenant needs it now.
	 * @return whether it follows the application afterwards
	 */
	boolean migrate(RecordedPlacement placement) {
		Set<UUID> id = Set.of(placement.id());
		FleetRows.Run run = new FleetRows.Run(number(), this.rows.now(), UUID.randomUUID(), id, 0);
		new RingRun(this.rows, this.work, 1, HOLD).run(List.of(placement), run);
		List<FleetResult> results = this.rows.results(id, run);
		return !results.isEmpty() && results.stream().allMatch(FleetMigration::follows);
	}

	private static boolean follows(FleetResult result) {
		return result.outcome() == FleetOutcome.MIGRATED || result.outcome() == FleetOutcome.UNCHANGED;
	}

	/**
	 * Reads the real histories and policies of all placements and compares them.
	 * @return what differs from what it has to be; empty if nothing does
	 */
	public List<FleetDrift> verify() {
		return verify(placements());
	}

	/**
	 * Reads the real histories and policies of some placements and compares them.
	 * @param placements placements of this fleet
	 * @return what differs from what it has to be; empty if nothing does
	 */
	public List<FleetDrift> verify(Collection<RecordedPlacement> placements) {
		FleetVerification verification = new FleetVerification(this.servers, this.blueprint);
		return placements.stream().flatMap((placement) -> verification.drifts(placement).stream()).toList();
	}

	/**
	 * Returns the placements that a run looks at.
	 * @return those that are ready, spares included
	 */
	public List<RecordedPlacement> placements() {
		return this.rows.survey(this.blueprint.fingerprint()).placements();
	}

	/**
	 * Tells whether a placement waits to be migrated.
	 * @param placement a placement of this fleet
	 * @return whether it is behind the application
	 */
	public boolean isBehind(RecordedPlacement placement) {
		return placement.blueprint() < number();
	}

}
