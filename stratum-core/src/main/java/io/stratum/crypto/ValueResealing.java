package io.stratum.crypto;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.crypto.RotationRows.Cursor;
import io.stratum.crypto.RotationRows.Gain;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces data keys owner by owner, seals their values again, and drops former keys.
 */
final class ValueResealing {

	private static final Logger logger = LoggerFactory.getLogger(ValueResealing.class);

	private final EngineDatabase database;

	private final DataKeys keys;

	private final FieldCipher cipher;

	private final RotationRows rows;

	private final List<SealedColumn> columns;

	private final int batch;

	ValueResealing(EngineDatabase database, DataKeys keys, RotationRows rows, List<SealedColumn> columns, int batch) {
		this.database = database;
		this.keys = keys;
		this.cipher = new FieldCipher(database, keys);
		this.rows = rows;
		this.columns = List.copyOf(columns);
		this.batch = batch;
	}

	/**
	 * Does the next piece of work.
	 * @return whether there was any
	 */
	boolean step(RotationProgress rotation, Cursor cursor) {
		if (cursor.column() == Cursor.NEXT_OWNER) {
			return nextOwner(rotation, cursor);
		}
		if (cursor.column() < this.columns.size()) {
			reseal(rotation, cursor, this.columns.get(cursor.column()));
		}
		else {
			dropFormerKeys(rotation, cursor);
		}
		return true;
	}

	private boolean nextOwner(RotationProgress rotation, Cursor cursor) {
		Optional<UUID> owner = ownerAfter(cursor, rotation.tenant());
		owner.ifPresent((found) -> {
			// A key service may be called here, so no transaction is open yet.
			boolean replaced = this.keys.replace(DataKeys.tenant(found), rotation.id());
			advance(rotation, cursor, new Cursor(found, 0, null), Gain.keys(replaced ? 1 : 0));
		});
		return owner.isPresent();
	}

	private Optional<UUID> ownerAfter(Cursor cursor, @Nullable TenantId tenant) {
		return this.database.jdbc()
			.sql("""
					select owner
					from stratum.data_key
					where (:after::uuid is null or owner > :after::uuid)
						and (:tenant::uuid is null or owner = :tenant::uuid)
					order by owner
					limit 1
					""")
			.param("after", (cursor.owner() != null) ? cursor.owner().toString() : null, Types.VARCHAR)
			.param("tenant", (tenant != null) ? tenant.toString() : null, Types.VARCHAR)
			.query(UUID.class)
			.optional();
	}

	private void reseal(RotationProgress rotation, Cursor cursor, SealedColumn column) {
		this.database.run(() -> {
			if (this.rows.take(rotation.id(), cursor)) {
				Tally tally = new Tally();
				String last = column.resealAfter(DataKeys.tenant(cursor.owner()), cursor.row(), this.batch, tally);
				Cursor next = (last != null) ? new Cursor(cursor.owner(), cursor.column(), last)
						: new Cursor(cursor.owner(), cursor.column() + 1, null);
				this.rows.advance(rotation.id(), next, new Gain(0, column.name(), tally.changed, tally.failed));
			}
		});
	}

	private void dropFormerKeys(RotationProgress rotation, Cursor cursor) {
		this.database.run(() -> {
			if (this.rows.take(rotation.id(), cursor)) {
				formerKeys(cursor.owner()).stream()
					.filter((key) -> isUnused(DataKeys.tenant(cursor.owner()), key))
					.forEach(this::drop);
				this.rows.advance(rotation.id(), new Cursor(cursor.owner(), Cursor.NEXT_OWNER, null), Gain.NONE);
			}
		});
	}

	private List<UUID> formerKeys(@Nullable UUID owner) {
		return this.database.jdbc()
			.sql("""
					select k.id
					from stratum.data_key k
					where k.owner = :owner
						and k.state = 'retired'
						and not exists (select from stratum.data_key_use u
							where u.key_id = k.id and u.purpose <> all (string_to_array(:purposes, ' ')))
					""")
			.param("owner", owner)
			.param("purposes", String.join(" ", this.columns.stream().map(SealedColumn::purpose).toList()))
			.query((row, index) -> row.getObject(1, UUID.class))
			.list();
	}

	private boolean isUnused(@Nullable TenantId owner, UUID key) {
		return this.columns.stream().noneMatch((column) -> column.names(owner, key));
	}

	private void drop(UUID key) {
		this.database.jdbc().sql("delete from stratum.data_key where id = ?").param(key).update();
	}

	private void advance(RotationProgress rotation, Cursor cursor, Cursor next, Gain gain) {
		this.database.run(() -> {
			if (this.rows.take(rotation.id(), cursor)) {
				this.rows.advance(rotation.id(), next, gain);
			}
		});
	}

	private final class Tally implements SealedColumn.Resealer {

		private long changed;

		private long failed;

		@Override
		public Optional<String> reseal(AssociatedData place, String sealed) {
			try {
				UUID present = ValueResealing.this.keys.hold(place.tenant(), place.purpose()).id();
				if (SealedText.parse(sealed).key().equals(present)) {
					return Optional.empty();
				}
				byte[] plain = ValueResealing.this.cipher.openBytes(place, sealed);
				this.changed++;
				return Optional.of(ValueResealing.this.cipher.seal(place, plain));
			}
			catch (CiphertextInvalidException ex) {
				this.failed++;
				logger.warn("A value at {} does not open and was left as it is.", place);
				return Optional.empty();
			}
		}

	}

}
