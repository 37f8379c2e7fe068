package io.stratum.crypto;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The rows of rotations, which remember where to go on.
 */
final class RotationRows {

	private final EngineDatabase database;

	RotationRows(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Lets one order of a rotation pass at a time, until the transaction ends.
	 */
	void lockOrders() {
		this.database.jdbc()
			.sql("select pg_advisory_xact_lock(hashtextextended('stratum.key_rotation', 0))")
			.query()
			.singleRow();
	}

	void insert(UUID id, RotationLevel level, @Nullable TenantId tenant, Instant now) {
		this.database.jdbc()
			.sql("""
					insert into stratum.key_rotation (id, level, tenant_id, started_at)
					values (:id, :level, :tenant, :now)
					""")
			.param("id", id)
			.param("level", level.wireName())
			.param("tenant", (tenant != null) ? tenant.value() : null, Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.update();
	}

	Optional<RotationProgress> findRunning(RotationLevel level, @Nullable TenantId tenant) {
		return unfinished().stream()
			.filter((progress) -> progress.level() == level)
			.filter((progress) -> Objects.equals(progress.tenant(), tenant))
			.findFirst();
	}

	Optional<RotationProgress> find(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.key_rotation where id = ?")
			.param(id)
			.query((row, index) -> progress(row))
			.optional();
	}

	List<RotationProgress> unfinished() {
		return this.database.jdbc()
			.sql("select * from stratum.key_rotation where state = 'running' order by started_at, id")
			.query((row, index) -> progress(row))
			.list();
	}

	Optional<Cursor> cursor(UUID id) {
		return readCursor("select * from stratum.key_rotation where id = ? and state = 'running'", id);
	}

	/**
	 * Takes the rotation for the running transaction, unless somebody else went on.
	 */
	boolean take(UUID id, Cursor expected) {
		return readCursor("select * from stratum.key_rotation where id = ? and state = 'running' for update", id)
			.filter(expected::equals)
			.isPresent();
	}

	void advance(UUID id, Cursor next, Gain gain) {
		this.database.jdbc()
			.sql("""
					update stratum.key_rotation
					set at_owner = :owner,
						at_column = :column,
						at_row = :row,
						keys_rotated = keys_rotated + :keys,
						values_rotated = case when :name::text is null then values_rotated
							else values_rotated || jsonb_build_object(:name::text,
								coalesce((values_rotated ->> :name::text)::bigint, 0) + :values) end,
						values_failed = values_failed + :failed
					where id = :id
					""")
			.param("owner", next.owner(), Types.OTHER)
			.param("column", next.column())
			.param("row", next.row(), Types.VARCHAR)
			.param("keys", gain.keys())
			.param("name", gain.column(), Types.VARCHAR)
			.param("values", gain.values())
			.param("failed", gain.failed())
			.param("id", id)
			.update();
	}

	void finish(UUID id, Instant now) {
		this.database.jdbc()
			.sql("update stratum.key_rotation set state = 'done', finished_at = ? where id = ? and state = 'running'")
			.params(now.atOffset(ZoneOffset.UTC), id)
			.update();
	}

	private Optional<Cursor> readCursor(String sql, UUID id) {
		return this.database.jdbc()
			.sql(sql)
			.param(id)
			.query((row, index) -> new Cursor(row.getObject("at_owner", UUID.class), row.getInt("at_column"),
					row.getString("at_row")))
			.optional();
	}

	private static RotationProgress progress(ResultSet row) throws SQLException {
		return new RotationProgress(row.getObject("id", UUID.class),
				RotationLevel.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
				DataKeys.tenant(row.getObject("tenant_id", UUID.class)), row.getString("state").equals("done"),
				row.getLong("keys_rotated"), counts(row.getString("values_rotated")), row.getLong("values_failed"),
				row.getObject("started_at", OffsetDateTime.class).toInstant(), finishedAt(row));
	}

	private static @Nullable Instant finishedAt(ResultSet row) throws SQLException {
		OffsetDateTime at = row.getObject("finished_at", OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

	private static Map<String, Long> counts(String json) {
		Map<String, Long> counts = new LinkedHashMap<>();
		Json.read(json).properties().forEach((entry) -> counts.put(entry.getKey(), entry.getValue().asLong()));
		return counts;
	}

	/**
	 * Where the next batch begins.
	 *
	 * @param owner the owner of the keys, or for a key-encryption key the last data key
	 * @param column which sealed column, or -1 for "go to the next owner"
	 * @param row the last row done in it
	 */
	record Cursor(@Nullable UUID owner, int column, @Nullable String row) {

		static final int NEXT_OWNER = -1;

	}

	/**
	 * What one batch achieved.
	 *
	 * @param keys data keys changed
	 * @param column the column whose values were sealed again
	 * @param values values sealed again
	 * @param failed values that did not open
	 */
	record Gain(long keys, @Nullable String column, long values, long failed) {

		static final Gain NONE = new Gain(0, null, 0, 0);

		static Gain keys(long keys) {
			return new Gain(keys, null, 0, 0);
		}

	}

}
