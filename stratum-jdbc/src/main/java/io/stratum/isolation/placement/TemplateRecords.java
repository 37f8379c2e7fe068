package io.stratum.isolation.placement;

import java.util.Optional;
import java.util.UUID;

import io.stratum.isolation.Placement;
import io.stratum.tenant.IsolationStrategy;

/**
 * The rows of places that are there to be cloned, at most one of a strategy for each
 * server and blueprint.
 */
final class TemplateRecords {

	private final PlacementRecords records;

	TemplateRecords(PlacementRecords records) {
		this.records = records;
	}

	/** Records a template unless there is one for that blueprint or a newer one. */
	boolean request(UUID id, Placement place, long blueprint, UUID holder) {
		return this.records.alone(() -> !isThereSince(place, blueprint)
				&& this.records.insert(id, place, "TEMPLATE", blueprint, holder) == 1);
	}

	private boolean isThereSince(Placement place, long blueprint) {
		return this.records.sql("""
				select exists (
					select from stratum.placement
					where purpose = 'TEMPLATE' and server = ? and strategy = ? and blueprint >= ?
				)
				""").params(place.server(), place.strategy().wireName(), blueprint).query(Boolean.class).single();
	}

	/**
	 * Finds the template that places are cloned from, once its maker has let go of it.
	 */
	Optional<RecordedPlacement> find(IsolationStrategy strategy, String server, long blueprint) {
		return this.records.alone(() -> this.records.sql("""
				select %s
				from stratum.placement p
				where purpose = 'TEMPLATE' and server = ? and strategy = ? and blueprint = ? and state = 'READY'
					and holder is null
				""".formatted(PlacementRecords.COLUMNS))
			.params(server, strategy.wireName(), blueprint)
			.query(PlacementRecords.MAPPER)
			.optional());
	}

	/** Keeps a template, which nobody claims. */
	void keep(UUID id, UUID holder) {
		this.records.alone(() -> this.records.sql("""
				update stratum.placement
				set holder = null, held_until = null, updated_at = now()
				where id = ? and holder = ?
				""").params(id, holder).update());
	}

	/** Takes over a template that nobody holds. */
	boolean take(UUID id, UUID holder) {
		return this.records.alone(() -> this.records.sql("""
				update stratum.placement
				set holder = ?, held_until = now() + ? * interval '1 ms', updated_at = now()
				where id = ? and holder is null
				""").params(holder, this.records.holdMillis(), id).update() == 1);
	}

	/** Takes over a template whose blueprint was replaced a while ago. */
	Optional<RecordedPlacement> takeOutdated(long blueprint, UUID holder) {
		return this.records.alone(() -> this.records.sql("""
				update stratum.placement p
				set holder = ?, held_until = now() + ? * interval '1 ms', updated_at = now()
				where p.id = (
					select id
					from stratum.placement
					where purpose = 'TEMPLATE' and blueprint < ? and holder is null and state = 'READY'
					limit 1
					for update skip locked
				)
				returning %s
				""".formatted(PlacementRecords.COLUMNS))
			.params(holder, this.records.holdMillis(), blueprint)
			.query(PlacementRecords.MAPPER)
			.optional());
	}

}
