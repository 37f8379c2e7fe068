package io.stratum.permission;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.stratum.access.Caller;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Ends a permission policy, with what its revocation mode says about those below.
 */
final class Revocation {

	private final PermissionRows rows;

	private final Journal journal;

	Revocation(PermissionRows rows, Journal journal) {
		this.rows = rows;
		this.journal = journal;
	}

	/**
	 * Deletes the policy of the last level.
	 * @return what happened to policies below, for the audit entry
	 */
	Map<String, Object> revoke(List<Level> way, Caller caller) {
		Level top = way.get(way.size() - 1);
		PermissionPolicy policy = top.requiredPolicy();
		Map<String, Object> consequences = (policy.revocationMode() == RevocationMode.SOFT)
				? freeze(way, policy, caller) : cascade(policy, caller);
		this.rows.delete(policy.id());
		deleted(top);
		return consequences;
	}

	private Map<String, Object> cascade(PermissionPolicy policy, Caller caller) {
		List<Level> gone = this.rows.deleteBelow(policy.tenantId(), policy.key(), caller.home());
		gone.forEach(this::deleted);
		return consequences(RevocationMode.CASCADE, gone.stream().map(Level::requiredPolicy).toList());
	}

	private Map<String, Object> freeze(List<Level> way, PermissionPolicy policy, Caller caller) {
		List<Level> descendants = this.rows.descendants(policy.tenantId(), policy.key());
		List<Map<String, @Nullable Object>> plan = new Freeze((level) -> mayOverwrite(level, caller)).plan(way,
				descendants);
		List<PermissionPolicy> frozen = this.rows.freeze(policy.key(), policy.grantedBy(), plan, this.journal.now());
		Map<TenantId, Level> levels = new HashMap<>();
		descendants.forEach((level) -> levels.put(level.tenant(), level));
		for (PermissionPolicy each : frozen) {
			Level level = levels.getOrDefault(each.tenantId(), way.get(way.size() - 1));
			this.journal.eventAt((level.policy() != null) ? "permission.updated" : "permission.created", level.path(),
					Map.of("policy", each.toJson()));
		}
		return consequences(RevocationMode.SOFT, frozen);
	}

	private void deleted(Level level) {
		this.journal.eventAt("permission.deleted", level.path(),
				Map.of("policy_id", level.requiredPolicy().id().toString()));
	}

	private static boolean mayOverwrite(Level level, Caller caller) {
		return level.requiredPolicy().revocationMode() != RevocationMode.PERMANENT
				&& PermissionWriter.mayChange(caller, level);
	}

	private static Map<String, Object> consequences(RevocationMode mode, List<PermissionPolicy> policies) {
		return Map.of("revocation", mode.name(), "count", policies.size(), "policy_ids",
				policies.stream().map((policy) -> policy.id().toString()).toList());
	}

}
