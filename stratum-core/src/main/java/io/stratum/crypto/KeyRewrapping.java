package io.stratum.crypto;

import java.sql.Types;
import java.util.List;
import java.util.UUID;

import io.stratum.crypto.RotationRows.Cursor;
import io.stratum.crypto.RotationRows.Gain;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Wraps data keys with the key-encryption key in use, a batch at a time.
 */
final class KeyRewrapping {

	private static final int BATCH = 100;

	private final EngineDatabase database;

	private final DataKeys keys;

	private final RotationRows rows;

	KeyRewrapping(EngineDatabase database, DataKeys keys, RotationRows rows) {
		this.database = database;
		this.keys = keys;
		this.rows = rows;
	}

	/**
	 * Wraps the next keys again.
	 * @return whether there were any
	 */
	boolean step(RotationProgress rotation, Cursor cursor) {
		List<Wrapped> batch = next(rotation.tenant(), cursor);
		if (batch.isEmpty()) {
			return false;
		}
		// A key service may be called here, so no transaction is open yet.
		List<Wrapped> done = batch.stream().map(this::rewrap).toList();
		this.database.run(() -> {
			if (this.rows.take(rotation.id(), cursor)) {
				int changed = done.stream().mapToInt(this::store).sum();
				UUID last = done.get(done.size() - 1).id();
				this.rows.advance(rotation.id(), new Cursor(last, Cursor.NEXT_OWNER, null), Gain.keys(changed));
			}
		});
		return true;
	}

	private List<Wrapped> next(@Nullable TenantId tenant, Cursor cursor) {
		return this.database.jdbc()
			.sql("""
					select id, tenant_id, wrapped
					from stratum.data_key
					where kek_id <> :kek
						and (:after::uuid is null or id > :after::uuid)
						and (:owner::uuid is null or owner = :owner::uuid)
					order by id
					limit :limit
					""")
			.param("kek", this.keys.ring().currentId())
			.param("after", (cursor.owner() != null) ? cursor.owner().toString() : null, Types.VARCHAR)
			.param("owner", (tenant != null) ? tenant.toString() : null, Types.VARCHAR)
			.param("limit", BATCH)
			.query((row, index) -> new Wrapped(row.getObject(1, UUID.class),
					DataKeys.tenant(row.getObject(2, UUID.class)), row.getString(3)))
			.list();
	}

	private Wrapped rewrap(Wrapped key) {
		return new Wrapped(key.id(), key.owner(), this.keys.rewrap(key.id(), key.owner(), key.text()));
	}

	private int store(Wrapped key) {
		return this.database.jdbc()
			.sql("update stratum.data_key set wrapped = ?, kek_id = ? where id = ?")
			.params(key.text(), this.keys.ring().currentId(), key.id())
			.update();
	}

	private record Wrapped(UUID id, @Nullable TenantId owner, String text) {

	}

}
