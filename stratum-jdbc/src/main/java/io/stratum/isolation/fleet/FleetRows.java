package io.stratum.isolation.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.placement.PlacementRecords;
import io.stratum.isolation.placement.RecordedPlacement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What runs keep of each placement, by which nodes share a run.
 */
final class FleetRows {

	// What is left to do: not up to date, and not failed since the run began.
	private static final String OPEN = """
			purpose = 'TENANT' and state = 'READY' and blueprint < :wanted and id = any(:ids)
				and not (outcome is not distinct from 'FAILED' and outcome_at >= :started)
			""";

	private final EngineDatabase database;

	private final Duration hold;

	FleetRows(EngineDatabase database, Duration hold) {
		this.database = database;
		this.hold = hold;
	}

	/** Reads all placements and the number of a blueprint in one query. */
	Survey survey(String fingerprint) {
		Survey survey = new Survey();
		sql("""
				select b.number, now() as started, t.slug, p.*
				from (select (select number from stratum.blueprint where fingerprint = ?) as number) b
				left join stratum.placement p on p.purpose = 'TENANT' and p.state = 'READY'
				left join stratum.tenant t on t.id = p.tenant_id
				order by p.id
				""").param(fingerprint).query((RowCallbackHandler) survey::add);
		return survey;
	}

	/**
	 * Takes the next placement that nobody works on, unless too many failed.
	 */
	Optional<RecordedPlacement> next(Collection<UUID> ids, Run run) {
		return bind("""
				update stratum.placement p
				set holder = :holder, held_until = now() + :hold * interval '1 ms', attempts = attempts + 1,
					updated_at = now()
				where p.id = (
					select id
					from stratum.placement
					where %s
						and (held_until is null or held_until < now())
						and :most >= (
							select count(*)
							from stratum.placement
							where id = any(:ring) and outcome = 'FAILED' and outcome_at >= :started
						)
					order by id
					limit 1
					for update skip locked
				)
				returning p.*, (select slug from stratum.tenant t where t.id = p.tenant_id) as slug
				""".formatted(OPEN), ids, run).param("holder", run.holder())
			.param("hold", this.hold.toMillis())
			.param("most", run.maxFailures())
			.param("ring", run.ring().toArray(UUID[]::new))
			.query(PlacementRecords.MAPPER)
			.optional();
	}

	/** Tells whether somebody still works on one of the placements. */
	boolean isBusy(Collection<UUID> ids, Run run) {
		return bind("select exists (select from stratum.placement where %s and held_until >= now())".formatted(OPEN),
				ids, run)
			.query(Boolean.class)
			.single();
	}

	boolean migrated(RecordedPlacement placement, Run run, Duration duration) {
		return sql(
				"""
						update stratum.placement
						set blueprint = ?, outcome = 'MIGRATED', outcome_at = now(), duration_ms = ?, error = null, holder = null,
							held_until = null, updated_at = now()
						where id = ? and holder = ?
						""")
			.params(run.wanted(), duration.toMillis(), placement.id(), run.holder())
			.update() == 1;
	}

	boolean failed(RecordedPlacement placement, Run run, Duration duration, String error) {
		return sql(
				"""
						update stratum.placement
						set outcome = 'FAILED', outcome_at = now(), duration_ms = ?, error = ?, holder = null, held_until = null,
							updated_at = now()
						where id = ? and holder = ?
						""")
			.params(duration.toMillis(), error, placement.id(), run.holder())
			.update() == 1;
	}

	/** Leaves a placement to others, as if it had not been tried. */
	void release(RecordedPlacement placement, Run run) {
		sql("""
				update stratum.placement
				set holder = null, held_until = null, updated_at = now()
				where id = ? and holder = ?
				""").params(placement.id(), run.holder()).update();
	}

	void renew(Run run) {
		sql("update stratum.placement set held_until = now() + ? * interval '1 ms' where holder = ?")
			.params(this.hold.toMillis(), run.holder())
			.update();
	}

	OffsetDateTime now() {
		return sql("select now()").query((row, index) -> row.getObject(1, OffsetDateTime.class)).single();
	}

	/** Reads how it went, whichever node did it. */
	List<FleetResult> results(Collection<UUID> ids, Run run) {
		return sql("""
				select p.*, t.slug
				from stratum.placement p
				left join stratum.tenant t on t.id = p.tenant_id
				where p.id = any(?)
				order by p.id
				""").param(ids.toArray(UUID[]::new)).query((row, index) -> result(row, run)).list();
	}

	private JdbcClient.StatementSpec bind(String sql, Collection<UUID> ids, Run run) {
		return sql(sql).param("ids", ids.toArray(UUID[]::new))
			.param("wanted", run.wanted())
			.param("started", run.started());
	}

	private JdbcClient.StatementSpec sql(String sql) {
		return this.database.jdbc().sql(sql);
	}

	private static FleetResult result(ResultSet row, Run run) throws SQLException {
		FleetOutcome outcome = outcome(row, run);
		boolean done = outcome == FleetOutcome.MIGRATED || outcome == FleetOutcome.FAILED;
		return new FleetResult(row.getObject("id", UUID.class), row.getString("slug"), row.getString("server"), outcome,
				done ? Duration.ofMillis(row.getLong("duration_ms")) : Duration.ZERO, row.getInt("attempts"),
				(outcome == FleetOutcome.FAILED) ? row.getString("error") : null);
	}

	private static FleetOutcome outcome(ResultSet row, Run run) throws SQLException {
		if (row.getLong("blueprint") >= run.wanted()) {
			return FleetOutcome.MIGRATED;
		}
		OffsetDateTime at = row.getObject("outcome_at", OffsetDateTime.class);
		boolean failed = "FAILED".equals(row.getString("outcome")) && at != null && !at.isBefore(run.started());
		return failed ? FleetOutcome.FAILED : FleetOutcome.SKIPPED;
	}

	/**
	 * One ring of a run of this node.
	 *
	 * @param wanted number of the blueprint that placements shall follow
	 * @param started when the run began, by the clock of the database
	 * @param holder who works, in the eyes of other nodes
	 * @param ring the placements of the ring
	 * @param maxFailures failures in the ring that do not stop the run
	 */
	record Run(long wanted, OffsetDateTime started, UUID holder, Collection<UUID> ring, int maxFailures) {

	}

	/**
	 * All placements at the begin of a run.
	 */
	static final class Survey {

		private final List<RecordedPlacement> placements = new ArrayList<>();

		private final List<Integer> attempts = new ArrayList<>();

		private @Nullable Long number;

		private OffsetDateTime started = OffsetDateTime.MIN;

		private void add(ResultSet row) throws SQLException {
			this.number = row.getObject("number", Long.class);
			this.started = row.getObject("started", OffsetDateTime.class);
			if (row.getObject("id") != null) {
				RecordedPlacement placement = PlacementRecords.MAPPER.mapRow(row, 0);
				this.placements.add(Objects.requireNonNull(placement));
				this.attempts.add(row.getInt("attempts"));
			}
		}

		@Nullable Long number() {
			return this.number;
		}

		OffsetDateTime started() {
			return this.started;
		}

		List<RecordedPlacement> placements() {
			return this.placements;
		}

		List<RecordedPlacement> behind(long wanted) {
			return this.placements.stream().filter((placement) -> placement.blueprint() < wanted).toList();
		}

		List<FleetResult> unchanged(long wanted) {
			List<FleetResult> results = new ArrayList<>();
			for (int i = 0; i < this.placements.size(); i++) {
				RecordedPlacement placement = this.placements.get(i);
				if (placement.blueprint() >= wanted) {
					results.add(new FleetResult(placement.id(), placement.slug(), placement.place().server(),
							FleetOutcome.UNCHANGED, Duration.ZERO, this.attempts.get(i), null));
				}
			}
			return results;
		}

	}

}
