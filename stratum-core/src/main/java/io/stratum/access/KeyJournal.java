package io.stratum.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What a change of an API key leaves behind: audit entry, event and word to memory.
 */
final class KeyJournal {

	private static final String KIND = "api_key";

	private final Journal journal;

	private final AccessGuard guard;

	KeyJournal(Journal journal, AccessGuard guard) {
		this.journal = journal;
		this.guard = guard;
	}

	void created(ApiKey key) {
		audit("api_key.created", key, null, state(key), Map.of());
		event("api_key.created", key, Map.of(KIND, state(key)));
	}

	void updated(ApiKey before, ApiKey after) {
		audit("api_key.updated", after, state(before), state(after), Map.of());
	}

	void rotated(ApiKey before, ApiKey ended, ApiKey successor) {
		audit("api_key.rotated", before, state(before), state(successor), Map.of("replaced_by",
				successor.id().toString(), "old_key_expires_at", Objects.requireNonNull(ended.retiresAt()).toString()));
		event("api_key.rotated", successor, Map.of(KIND, state(successor), "replaces", before.id().toString()));
	}

	void revoked(ApiKey before, ApiKey after) {
		audit("api_key.revoked", after, state(before), state(after), Map.of());
		event("api_key.revoked", after, Map.of(KIND, state(after)));
	}

	void roleAssigned(ApiKey before, ApiKey after) {
		audit("role.assigned", after, state(before), state(after), Map.of("role_id", String.valueOf(after.roleId())));
	}

	void roleRemoved(ApiKey before, ApiKey after) {
		audit("role.removed", after, state(before), state(after), Map.of("role_id", String.valueOf(before.roleId())));
	}

	private void audit(String action, ApiKey key, @Nullable Object before, @Nullable Object after,
			Map<String, Object> metadata) {
		this.journal
			.audit(AuditRecord.of(key.tenantId(), action, KIND, key.id().toString(), before, after).with(metadata));
		this.journal.changed(KIND, key.tenantId());
	}

	private void event(String type, ApiKey key, Map<String, Object> data) {
		Tenant tenant = this.guard.find(key.tenantId());
		this.journal.event(type, tenant, data);
	}

	private static Map<String, @Nullable Object> state(ApiKey key) {
		ApiKeySettings settings = key.settings();
		Map<String, @Nullable Object> state = new LinkedHashMap<>();
		state.put("id", key.id().toString());
		state.put("tenant_id", text(key.tenantId()));
		state.put("key_prefix", key.keyPrefix());
		state.put("name", settings.name());
		state.put("scopes", Scope.wireNames(settings.scopes()));
		state.put("role_id", text(key.roleId()));
		state.put("rate_limit_max", settings.rateLimitMax());
		state.put("rate_limit_window", settings.rateLimitWindow());
		state.put("expires_at", text(settings.expiresAt()));
		state.put("revoked_at", text((key.revokedAt() != null) ? key.revokedAt() : key.retiresAt()));
		state.put("created_at", text(key.createdAt()));
		state.put("updated_at", text(key.updatedAt()));
		state.put("version", key.version());
		return state;
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

}
