package io.stratum.permission;

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
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Changes permission policies, one change of a tree at a time.
 */
final class PermissionWriter {

	private final EngineDatabase database;

	private final Journal journal;

	private final TenantContext context;

	private final TreeLock lock;

	private final PermissionRows rows;

	private final Revocation revocation;

	PermissionWriter(EngineDatabase database, Journal journal, TenantContext context, Tenants tenants,
			PermissionRows rows) {
		this.database = database;
		this.journal = journal;
		this.context = context;
		this.lock = new TreeLock(database, tenants);
		this.rows = rows;
		this.revocation = new Revocation(rows, journal);
	}

	PermissionPolicy grant(TenantId tenant, PermissionGrant grant) {
		return this.database.write(() -> {
			this.lock.admit(tenant);
			List<Level> way = this.rows.levels(tenant, grant.key());
			requireAllowed(grant, way);
			if (last(way).policy() != null) {
				throw new StratumException(ErrorCode.PERMISSION_ALREADY_EXISTS,
						"The tenant has a policy for '" + grant.key() + "' already. Change that one.",
						Map.of("key", grant.key()));
			}
			PermissionPolicy policy = this.rows.insert(tenant, grant, this.context.caller().home(), this.journal.now());
			note("created", policy, null, policy);
			this.journal.eventAt("permission.created", last(way).path(), Map.of("policy", policy.toJson()));
			return policy;
		});
	}

	PermissionPolicy update(TenantId tenant, UUID id, PermissionChange change) {
		return this.database.write(() -> {
			List<Level> way = wayToChange(tenant, id, change.version());
			PermissionPolicy before = last(way).requiredPolicy();
			PermissionGrant grant = change.applyTo(before);
			GrantRule.requireUnlocked(inflow(way));
			if (isSame(before, grant)) {
				return before;
			}
			requireRevocable(before);
			requireAllowed(grant, way);
			PermissionPolicy after = this.rows.update(id, grant, this.context.caller().home(), this.journal.now());
			note("updated", after, before, after);
			this.journal.eventAt("permission.updated", last(way).path(), Map.of("policy", after.toJson()));
			return after;
		});
	}

	void revoke(TenantId tenant, UUID id, @Nullable Long version) {
		this.database.run(() -> {
			List<Level> way = wayToChange(tenant, id, version);
			PermissionPolicy policy = last(way).requiredPolicy();
			requireRevocable(policy);
			Map<String, Object> consequences = this.revocation.revoke(way, this.context.caller());
			this.journal
				.audit(AuditRecord.of(tenant, "permission.deleted", "permission", id.toString(), policy.toJson(), null)
					.with(consequences));
			this.journal.changed("permission", tenant);
		});
	}

	private List<Level> wayToChange(TenantId tenant, UUID id, @Nullable Long version) {
		this.lock.admit(tenant);
		List<Level> way = this.rows.levels(tenant, id);
		if (way.isEmpty()) {
			throw Permissions.notFound(id);
		}
		PermissionPolicy policy = last(way).requiredPolicy();
		if (!mayChange(this.context.caller(), last(way))) {
			throw new StratumException(ErrorCode.FORBIDDEN,
					"Only the granter of this policy, a tenant above it or an operator may change it.");
		}
		if (version != null && version != policy.version()) {
			throw new StratumException(ErrorCode.PRECONDITION_FAILED,
					"The policy has changed since it was read. Read it again.", Map.of("version", policy.version()));
		}
		return way;
	}

	private void requireAllowed(PermissionGrant grant, List<Level> way) {
		Flow inflow = inflow(way);
		GrantRule.requireUnlocked(inflow);
		TenantId home = this.context.caller().home();
		if (home == null) {
			return;
		}
		if (home.equals(last(way).tenant())) {
			GrantRule.requireForItself(grant, inflow);
		}
		else {
			int depth = last(way).path().ids().indexOf(home);
			GrantRule.requireBelow(grant, Walk.to(way.subList(0, depth + 1)), inflow);
		}
	}

	private void note(String verb, PermissionPolicy policy, @Nullable PermissionPolicy before, PermissionPolicy after) {
		this.journal.audit(AuditRecord.of(policy.tenantId(), "permission." + verb, "permission", policy.id().toString(),
				(before != null) ? before.toJson() : null, after.toJson()));
		this.journal.changed("permission", policy.tenantId());
	}

	static boolean mayChange(Caller caller, Level level) {
		return (level.granter() != null) ? caller.reaches(level.granter()) : caller.isOperator();
	}

	private static void requireRevocable(PermissionPolicy policy) {
		if (policy.revocationMode() == RevocationMode.PERMANENT) {
			throw new StratumException(ErrorCode.PERMISSION_REVOCATION_DENIED,
					"The policy for '" + policy.key() + "' is permanent. It ends with its tenant.",
					Map.of("key", policy.key(), "policy_id", policy.id().toString()));
		}
	}

	private static boolean isSame(PermissionPolicy policy, PermissionGrant grant) {
		return policy.mode() == grant.mode() && policy.revocationMode() == grant.revocationMode()
				&& JsonData.same(policy.value(), grant.value());
	}

	private static @Nullable Flow inflow(List<Level> way) {
		return Walk.below(way.subList(0, way.size() - 1));
	}

	private static Level last(List<Level> way) {
		return way.get(way.size() - 1);
	}

}
