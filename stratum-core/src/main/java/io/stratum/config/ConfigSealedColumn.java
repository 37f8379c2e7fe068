package io.stratum.config;

import java.util.List;
import java.util.UUID;

import io.stratum.crypto.SealedColumn;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Sensitive config values, for the rotation of data keys.
 */
public final class ConfigSealedColumn implements SealedColumn {

	private final EngineDatabase database;

	private final Journal journal;

	/**
	 * Creates the column.
	 * @param database the engine's tables
	 * @param journal tells memory that ciphertexts changed
	 */
	public ConfigSealedColumn(EngineDatabase database, Journal journal) {
		this.database = database;
		this.journal = journal;
	}

	@Override
	public String name() {
		return "config_entries";
	}

	@Override
	public String purpose() {
		return StoredEntry.PURPOSE;
	}

	@Override
	public @Nullable String resealAfter(@Nullable TenantId owner, @Nullable String after, int limit,
			Resealer resealer) {
		if (owner == null) {
			return null;
		}
		List<StoredEntry> batch = next(owner, (after != null) ? after : "", limit);
		batch.forEach(
				(entry) -> resealer.reseal(entry.place(), sealed(entry)).ifPresent((sealed) -> store(entry, sealed)));
		if (batch.isEmpty()) {
			return null;
		}
		this.journal.changed("config", owner);
		return batch.get(batch.size() - 1).key();
	}

	@Override
	public boolean names(@Nullable TenantId owner, UUID key) {
		return owner != null && this.database.jdbc().sql("""
				select exists (
					select from stratum.config_entry
					where tenant_id = ? and split_part(sealed, '.', 2) = ?
				)
				""").params(owner.value(), key.toString()).query(Boolean.class).single();
	}

	private List<StoredEntry> next(TenantId owner, String after, int limit) {
		return this.database.jdbc().sql("""
				select *
				from stratum.config_entry
				where tenant_id = ? and sealed is not null and key > ?
				order by key
				limit ?
				for no key update
				""").params(owner.value(), after, limit).query((row, index) -> ConfigRows.entry(row)).list();
	}

	private void store(StoredEntry entry, String sealed) {
		this.database.jdbc()
			.sql("update stratum.config_entry set sealed = ? where id = ?")
			.params(sealed, entry.id())
			.update();
	}

	private static String sealed(StoredEntry entry) {
		return (entry.sealed() != null) ? entry.sealed() : "";
	}

}
