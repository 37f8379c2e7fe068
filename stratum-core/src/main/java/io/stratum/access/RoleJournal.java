package io.stratum.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a role leaves behind: audit entry, event and word to memory.
 */
final class RoleJournal {

	private static final String KIND = "role";

	private final Journal journal;

	private final AccessGuard guard;

	RoleJournal(Journal journal, AccessGuard guard) {
		this.journal = journal;
		this.guard = guard;
	}

	void created(Role role) {
		changed("role.created", role, null, state(role));
		event("role.created", role, Map.of(KIND, state(role)));
	}

	void updated(Role before, Role after) {
		changed("role.updated", after, state(before), state(after));
		event("role.updated", after, Map.of(KIND, state(after)));
	}

	void deleted(Role role) {
		changed("role.deleted", role, state(role), null);
		event("role.deleted", role, Map.of("role_id", role.id().toString()));
	}

	void given(TenantId tenant, String principal, UUID role) {
		principal("role.assigned", tenant, principal, null, Map.of("role_id", role.toString()));
	}

	void taken(TenantId tenant, String principal, UUID role) {
		principal("role.removed", tenant, principal, Map.of("role_id", role.toString()), null);
	}

	private void changed(String action, Role role, @Nullable Object before, @Nullable Object after) {
		this.journal.audit(AuditRecord.of(role.tenantId(), action, KIND, role.id().toString(), before, after));
		this.journal.changed(KIND, role.tenantId());
	}

	private void event(String type, Role role, Map<String, Object> data) {
		this.journal.event(type, this.guard.find(role.tenantId()), data);
	}

	private void principal(String action, TenantId tenant, String principal, @Nullable Object before,
			@Nullable Object after) {
		this.journal.audit(AuditRecord.of(tenant, action, "principal", principal, before, after));
		this.journal.changed(KIND, tenant);
	}

	private static Map<String, @Nullable Object> state(Role role) {
		Map<String, @Nullable Object> state = new LinkedHashMap<>();
		state.put("id", role.id().toString());
		state.put("tenant_id", (role.tenantId() != null) ? role.tenantId().toString() : null);
		state.put("name", role.settings().name());
		state.put("description", role.settings().description());
		state.put("scopes", Scope.wireNames(role.settings().scopes()));
		state.put("created_at", role.createdAt().toString());
		state.put("updated_at", role.updatedAt().toString());
		state.put("version", role.version());
		return state;
	}

}
