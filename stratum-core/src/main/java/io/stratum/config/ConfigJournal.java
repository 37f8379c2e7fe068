package io.stratum.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What changes of config leave behind: audit entries and events, free of secrets.
 */
final class ConfigJournal {

	private static final String RESOURCE = "config";

	private static final String REDACTED = "[redacted]";

	private final Journal journal;

	ConfigJournal(Journal journal) {
		this.journal = journal;
	}

	void updated(Tenant tenant, @Nullable ConfigEntry before, ConfigEntry after) {
		this.journal.audit(AuditRecord.of(tenant.id(), "config.updated", RESOURCE, after.key(),
				(before != null) ? state(before) : null, state(after)));
		stored(tenant, after);
	}

	void deleted(Tenant tenant, ConfigEntry before) {
		this.journal.audit(AuditRecord.of(tenant.id(), "config.deleted", RESOURCE, before.key(), state(before), null));
		this.journal.event("config.deleted", tenant, Map.of("key", before.key()));
		this.journal.changed("config", tenant.id());
	}

	void batchUpdated(Tenant tenant, Map<String, @Nullable ConfigEntry> before, List<ConfigEntry> after) {
		Map<String, @Nullable Object> former = new LinkedHashMap<>();
		Map<String, Object> present = new LinkedHashMap<>();
		for (ConfigEntry entry : after) {
			ConfigEntry old = before.get(entry.key());
			former.put(entry.key(), (old != null) ? state(old) : null);
			present.put(entry.key(), state(entry));
		}
		this.journal.audit(AuditRecord.of(tenant.id(), "config.batch_updated", RESOURCE, null, former, present)
			.with(Map.of("count", after.size(), "keys", after.stream().map(ConfigEntry::key).toList())));
		after.forEach((entry) -> stored(tenant, entry));
	}

	void revealed(TenantId owner, TenantId asked, String key, String reason) {
		this.journal.audit(AuditRecord.of(owner, "config.revealed", RESOURCE, key, null, null)
			.because(reason)
			.with(Map.of("requested_for", asked.toString())));
	}

	private void stored(Tenant tenant, ConfigEntry entry) {
		this.journal.event("config.updated", tenant, Map.of("key", entry.key(), "entry", shown(entry)));
		this.journal.changed("config", tenant.id());
	}

	private static Map<String, @Nullable Object> state(ConfigEntry entry) {
		Map<String, @Nullable Object> state = new LinkedHashMap<>();
		state.put("value", entry.masked() ? REDACTED : entry.value());
		state.put("locked", entry.locked());
		state.put("sensitive", entry.sensitive());
		state.put("version", entry.version());
		return state;
	}

	private static Map<String, @Nullable Object> shown(ConfigEntry entry) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		shown.put("id", entry.id().toString());
		shown.put("tenant_id", entry.tenant().toString());
		shown.put("key", entry.key());
		shown.put("value", entry.value());
		shown.put("inherited", false);
		shown.put("source_tenant_id", entry.tenant().toString());
		shown.put("locked", entry.locked());
		shown.put("sensitive", entry.sensitive());
		shown.put("masked", entry.masked());
		shown.put("created_at", entry.createdAt().toString());
		shown.put("updated_at", entry.updatedAt().toString());
		return shown;
	}

}
