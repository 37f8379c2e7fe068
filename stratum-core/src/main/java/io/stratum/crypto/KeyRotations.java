package io.stratum.crypto;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.stratum.access.AccessForbiddenException;
import io.stratum.crypto.RotationRows.Cursor;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Changes keys while the application works.
 *
 * <p>
 * <b>Guarantees.</b> Values can be read and written throughout. A rotation that is killed
 * goes on where its last batch ended, on any node, also on several at once. A finished
 * one does nothing when it is run again.
 */
public final class KeyRotations {

	private static final int BATCH = 100;

	private final EngineDatabase database;

	private final Journal journal;

	private final TenantContext context;

	private final Tenants tenants;

	private final DataKeys keys;

	private final RotationRows rows;

	private final KeyRewrapping rewrapping;

	private final ValueResealing resealing;

	/**
	 * Creates the rotations.
	 * @param database where progress is stored
	 * @param journal what an order leaves behind
	 * @param context who orders
	 * @param tenants whose keys may be changed
	 * @param keys the keys
	 * @param columns where ciphertexts are, always in the same order
	 */
	public KeyRotations(EngineDatabase database, Journal journal, TenantContext context, Tenants tenants, DataKeys keys,
			List<SealedColumn> columns) {
		this(database, journal, context, tenants, keys, columns, BATCH);
	}

	KeyRotations(EngineDatabase database, Journal journal, TenantContext context, Tenants tenants, DataKeys keys,
			List<SealedColumn> columns, int batch) {
		this.database = database;
		this.journal = journal;
		this.context = context;
		this.tenants = tenants;
		this.keys = keys;
		this.rows = new RotationRows(database);
		this.rewrapping = new KeyRewrapping(database, keys, this.rows);
		this.resealing = new ValueResealing(database, keys, this.rows, columns, batch);
	}

	/**
	 * Orders a rotation, or joins one of the same kind that is not done yet.
	 * @param level what to change
	 * @param tenant whose keys to change, or {@code null} for all
	 * @return the rotation, of which nothing need be done yet
	 * @throws AccessForbiddenException if the caller is not an operator
	 */
	public RotationProgress start(RotationLevel level, @Nullable TenantId tenant) {
		if (!this.context.caller().isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
		if (tenant != null) {
			this.tenants.admit(tenant);
		}
		return this.database.write(() -> {
			this.rows.lockOrders();
			return this.rows.findRunning(level, tenant).orElseGet(() -> order(level, tenant));
		});
	}

	/**
	 * Does what is left of a rotation, batch by batch.
	 * @param id the rotation
	 * @return the rotation, done
	 * @throws java.util.NoSuchElementException if there is none of that id
	 * @throws EncryptionKeyUnavailableException if a data key cannot be opened; the
	 * rotation goes on from there when it is run again
	 */
	public RotationProgress run(UUID id) {
		while (step(id)) {
			Thread.yield();
		}
		return find(id).orElseThrow();
	}

	/**
	 * Finds a rotation.
	 * @param id its id
	 * @return how far it has come, or empty if there is none
	 */
	public Optional<RotationProgress> find(UUID id) {
		return this.rows.find(id);
	}

	/**
	 * Returns the rotations that wait to be run on.
	 * @return the oldest first
	 */
	public List<RotationProgress> unfinished() {
		return this.rows.unfinished();
	}

	/**
	 * Returns the state of the keys.
	 * @return the state, free of secrets
	 */
	public EncryptionHealth health() {
		return this.database.jdbc().sql("""
				select count(*),
					count(*) filter (where kek_id <> ?),
					min(created_at) filter (where state = 'primary')
				from stratum.data_key
				""").param(this.keys.ring().currentId()).query((row, index) -> {
			OffsetDateTime oldest = row.getObject(3, OffsetDateTime.class);
			return new EncryptionHealth(row.getLong(1), row.getLong(2), (oldest != null) ? oldest.toInstant() : null,
					this.keys.ring().failures(), unfinished());
		}).single();
	}

	/**
	 * Does the next batch of a rotation.
	 * @return whether more may be left
	 */
	boolean step(UUID id) {
		Optional<Cursor> cursor = this.rows.cursor(id);
		if (cursor.isEmpty()) {
			return false;
		}
		RotationProgress rotation = find(id).orElseThrow();
		boolean more = (rotation.level() == RotationLevel.KEK) ? this.rewrapping.step(rotation, cursor.get())
				: this.resealing.step(rotation, cursor.get());
		if (!more) {
			this.database.run(() -> this.rows.finish(id, this.journal.now()));
		}
		return more;
	}

	private RotationProgress order(RotationLevel level, @Nullable TenantId tenant) {
		UUID id = Journal.newId();
		this.rows.insert(id, level, tenant, this.journal.now());
		this.journal.audit(AuditRecord.of(tenant, "encryption.key_rotated", "encryption_key", id.toString(), null, null)
			.with(Map.of("level", level.wireName())));
		return this.rows.find(id).orElseThrow();
	}

}
