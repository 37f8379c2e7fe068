package io.stratum.policy;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.JsonData;
import io.stratum.engine.TreeLock;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Changes policies, one change of a tree at a time.
 */
final class PolicyWriter {

	private final EngineDatabase database;

	private final Journal journal;

	private final TenantContext context;

	private final TreeLock lock;

	private final PolicyRows rows;

	PolicyWriter(EngineDatabase database, Journal journal, TenantContext context, Tenants tenants, PolicyRows rows) {
		this.database = database;
		this.journal = journal;
		this.context = context;
		this.lock = new TreeLock(database, tenants);
		this.rows = rows;
	}

	Policy create(TenantId id, NewPolicy description) {
		return this.database.write(() -> {
			Tenant tenant = this.lock.admit(id);
			requireUnlocked(this.rows.levels(id, description.composite()), tenant);
			Policy policy = this.rows.insert(id, description, this.context.caller().home(), this.journal.now());
			note("created", tenant, null, policy);
			return policy;
		});
	}

	Policy update(TenantId id, UUID policyId, PolicyChange change) {
		return this.database.write(() -> {
			Tenant tenant = this.lock.admit(id);
			List<PolicyLevel> way = this.rows.levels(id, policyId);
			Policy before = requireChangeable(way, policyId, change.version());
			requireUnlocked(way, tenant);
			NewPolicy description = change.applyTo(before);
			if (isSame(before, description)) {
				return before;
			}
			Policy after = this.rows.update(policyId, description, this.context.caller().home(), this.journal.now());
			note("updated", tenant, before, after);
			return after;
		});
	}

	void delete(TenantId id, UUID policyId, @Nullable Long version) {
		this.database.run(() -> {
			this.lock.admit(id);
			Policy policy = requireChangeable(this.rows.levels(id, policyId), policyId, version);
			List<PolicyLevel> gone = this.rows.delete(policy, this.context.caller().home());
			List<String> ids = gone.stream().map((level) -> level.requiredPolicy().id().toString()).toList();
			this.journal
				.audit(AuditRecord.of(id, "policy.deleted", "policy", policyId.toString(), policy.toJson(), null)
					.with(Map.of("count", ids.size(), "policy_ids", ids)));
			gone.forEach((level) -> this.journal.eventAt("policy.deleted", level.path(),
					Map.of("policy_id", level.requiredPolicy().id().toString())));
			this.journal.changed("policy", id);
		});
	}

	private void note(String verb, Tenant tenant, @Nullable Policy before, Policy after) {
		this.journal.audit(AuditRecord.of(tenant.id(), "policy." + verb, "policy", after.id().toString(),
				(before != null) ? before.toJson() : null, after.toJson()));
		this.journal.event("policy." + verb, tenant, Map.of("policy", after.toJson()));
		this.journal.changed("policy", tenant.id());
	}

	private Policy requireChangeable(List<PolicyLevel> way, UUID id, @Nullable Long version) {
		PolicyLevel level = way.stream()
			.filter((each) -> each.policy() != null && each.policy().id().equals(id))
			.findFirst()
			.orElseThrow(() -> Policies.notFound(id));
		Policy policy = level.requiredPolicy();
		if (!mayChange(this.context.caller(), level)) {
			throw new StratumException(ErrorCode.FORBIDDEN,
					"Only the writer of this policy, a tenant above it or an operator may change it.");
		}
		if (version != null && version != policy.version()) {
			throw new StratumException(ErrorCode.PRECONDITION_FAILED,
					"The policy has changed since it was read. Read it again.", Map.of("version", policy.version()));
		}
		return policy;
	}

	private static boolean mayChange(Caller caller, PolicyLevel level) {
		return (level.writer() != null) ? caller.reaches(level.writer()) : caller.isOperator();
	}

	private static void requireUnlocked(List<PolicyLevel> way, Tenant tenant) {
		for (PolicyLevel level : way) {
			if (level.isLocked() && !level.tenant().equals(tenant.id())) {
				Policy policy = level.requiredPolicy();
				throw new StratumException(ErrorCode.ABAC_POLICY_LOCKED,
						"The policy '" + policy.name() + "' is locked by an ancestor. It cannot be written here.",
						Map.of("resource_type", policy.resourceType(), "action", policy.action(), "name", policy.name(),
								"source_tenant_id", level.tenant().toString()));
			}
		}
	}

	private static boolean isSame(Policy policy, NewPolicy description) {
		return policy.effect() == description.effect() && policy.priority() == description.priority()
				&& policy.mode() == description.mode()
				&& JsonData.same(json(policy.conditions()), json(description.conditions()));
	}

	private static List<?> json(List<Condition> conditions) {
		return conditions.stream().map(Condition::toJson).toList();
	}

}
