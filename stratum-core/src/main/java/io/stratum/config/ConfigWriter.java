package io.stratum.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.config.ConfigRows.NewEntry;
import io.stratum.crypto.AssociatedData;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Sets and deletes config entries.
 *
 * <p>
 * <b>Guarantees.</b> What a write decides on cannot change until it commits: it keeps the
 * ancestors as they are and has the tenant for itself.
 */
final class ConfigWriter {

	private static final int MAX_BATCH = 200;

	private final EngineDatabase database;

	private final ConfigAdmission admission;

	private final TenantContext context;

	private final ConfigRows rows;

	private final ConfigKeys keys;

	private final FieldCipher cipher;

	private final DataKeys dataKeys;

	private final ConfigJournal journal;

	ConfigWriter(EngineDatabase database, ConfigAdmission admission, TenantContext context, ConfigRows rows,
			ConfigKeys keys, FieldCipher cipher, DataKeys dataKeys, ConfigJournal journal) {
		this.database = database;
		this.admission = admission;
		this.context = context;
		this.rows = rows;
		this.keys = keys;
		this.cipher = cipher;
		this.dataKeys = dataKeys;
		this.journal = journal;
	}

	ConfigEntry set(TenantId id, ConfigChange change) {
		this.admission.admit(id);
		String json = this.keys.check(change);
		prepare(id, List.of(change));
		return this.database.write(() -> {
			Tenant tenant = lock(id);
			ConfigLevels levels = levels(id, List.of(change));
			ConfigEntry before = before(levels, change.key());
			ConfigEntry after = store(tenant, levels, change, json);
			this.journal.updated(tenant, before, after);
			return after;
		});
	}

	void delete(TenantId id, String key, @Nullable Long version) {
		this.admission.admit(id);
		ConfigKeys.checkName(key);
		this.database.run(() -> {
			Tenant tenant = lock(id);
			StoredEntry own = this.rows.find(id, key).orElseThrow(() -> ConfigDenial.notFound(key));
			compare(key, own, version);
			this.rows.delete(own, this.context.caller());
			this.journal.deleted(tenant, own.shown(this.keys));
		});
	}

	ConfigBatchResult batch(TenantId id, List<ConfigChange> changes, boolean atomic) {
		this.admission.admit(id);
		checkBatch(changes);
		prepare(id, changes);
		return this.database.write(() -> {
			Tenant tenant = lock(id);
			ConfigLevels levels = levels(id, changes);
			List<ConfigBatchResult.Item> items = changes.stream()
				.map((change) -> item(tenant, levels, change, atomic))
				.toList();
			note(tenant, levels, items);
			return new ConfigBatchResult(items);
		});
	}

	private ConfigBatchResult.Item item(Tenant tenant, ConfigLevels levels, ConfigChange change, boolean atomic) {
		try {
			return new ConfigBatchResult.Item(change.key(), store(tenant, levels, change, this.keys.check(change)),
					null);
		}
		catch (StratumException ex) {
			if (atomic || ex.code().status() >= 500) {
				throw ex;
			}
			return new ConfigBatchResult.Item(change.key(), null, ex);
		}
	}

	private void note(Tenant tenant, ConfigLevels levels, List<ConfigBatchResult.Item> items) {
		List<ConfigEntry> after = items.stream().map(ConfigBatchResult.Item::entry).filter(Objects::nonNull).toList();
		if (!after.isEmpty()) {
			Map<String, @Nullable ConfigEntry> before = new LinkedHashMap<>();
			after.forEach((entry) -> before.put(entry.key(), before(levels, entry.key())));
			this.journal.batchUpdated(tenant, before, after);
		}
	}

	private ConfigEntry store(Tenant tenant, ConfigLevels levels, ConfigChange change, String json) {
		String key = change.key();
		StoredEntry own = levels.own(key).orElse(null);
		compare(key, own, change.version());
		checkInherited(levels, change);
		boolean locked = kept(change.locked(), own != null && own.locked());
		boolean sensitive = this.keys.isSensitive(key) || kept(change.sensitive(), own != null && own.sensitive());
		checkComparable(key, sensitive);
		StoredEntry stored = this.rows.upsert(tenant.id(),
				sensitive ? new NewEntry(key, null, seal(tenant.id(), key, json), locked, true)
						: new NewEntry(key, json, null, locked, false),
				this.context.caller());
		if (sensitive && own != null && !own.sensitive()) {
			this.rows.maskHistory(tenant.id(), key);
		}
		return stored.shown(this.keys);
	}

	private void checkInherited(ConfigLevels levels, ConfigChange change) {
		Narrowing narrowing = this.keys.narrowing(change.key());
		Resolution inherited = levels.inherited(change.key(), narrowing);
		StoredEntry lock = inherited.lock();
		if (lock != null) {
			throw ConfigDenial.locked(change.key(), lock);
		}
		StoredEntry source = inherited.winner();
		Object value = JsonValues.freeze(Objects.requireNonNull(change.value()));
		if (source != null && !JsonValues.same(value, Bound.limit(narrowing, inherited.value(), value))) {
			throw ConfigDenial.beyond(change.key(), source, inherited.value());
		}
	}

	private void checkComparable(String key, boolean sensitive) {
		if (sensitive && this.keys.narrowing(key) != Narrowing.ANY) {
			throw InvalidInputException.of("sensitive", "Values of the key are compared, so they cannot be sensitive.",
					"narrowing");
		}
	}

	private static void compare(String key, @Nullable StoredEntry own, @Nullable Long seen) {
		long present = (own != null) ? own.version() : 0;
		if (seen != null && seen != present) {
			throw ConfigDenial.stale(key, present);
		}
	}

	private static boolean kept(@Nullable Boolean wanted, boolean present) {
		return (wanted != null) ? wanted : present;
	}

	private String seal(TenantId tenant, String key, String json) {
		return this.cipher.seal(AssociatedData.of(tenant, StoredEntry.PURPOSE, key), json);
	}

	/**
	 * Has a data key at hand before the transaction begins, which may call a key service.
	 */
	private void prepare(TenantId id, List<ConfigChange> changes) {
		boolean sensitive = changes.stream()
			.anyMatch((change) -> this.keys.isSensitive(change.key()) || Boolean.TRUE.equals(change.sensitive()));
		if (sensitive && !this.database.isWriting()) {
			this.dataKeys.prepare(id);
		}
	}

	private Tenant lock(TenantId id) {
		Tenant tenant = this.admission.admit(id);
		this.rows.lock(tenant);
		// Its status may have changed while we waited.
		return this.admission.admit(id);
	}

	private ConfigLevels levels(TenantId id, List<ConfigChange> changes) {
		return Objects.requireNonNull(this.rows.load(id, changes.stream().map(ConfigChange::key).toList()));
	}

	private @Nullable ConfigEntry before(ConfigLevels levels, String key) {
		return levels.own(key).map((own) -> own.shown(this.keys)).orElse(null);
	}

	private static void checkBatch(List<ConfigChange> changes) {
		if (changes.isEmpty() || changes.size() > MAX_BATCH) {
			throw InvalidInputException.of("entries", "A batch has 1 to 200 entries.", "size");
		}
		List<Issue> issues = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (int index = 0; index < changes.size(); index++) {
			if (!seen.add(changes.get(index).key())) {
				issues.add(new Issue("entries[" + index + "].key", "The key occurs twice in the batch.", "duplicate"));
			}
		}
		if (!issues.isEmpty()) {
			throw new InvalidInputException(issues);
		}
	}

}
