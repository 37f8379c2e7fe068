package io.stratum.permission;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * Who may grant what: nobody gives what they do not hold.
 */
final class GrantRule {

	private GrantRule() {
	}

	/**
	 * Checks that no lock from above forbids a policy.
	 */
	static void requireUnlocked(@Nullable Flow inflow) {
		if (inflow != null && inflow.isLocked()) {
			String key = inflow.source().key();
			throw new StratumException(ErrorCode.PERMISSION_LOCKED,
					"The permission '" + key + "' is locked by an ancestor. It cannot be written here.",
					Map.of("key", key, "source_tenant_id", inflow.source().tenantId().toString()));
		}
	}

	/**
	 * Checks what a tenant wants for itself.
	 */
	static void requireForItself(PermissionGrant grant, @Nullable Flow inflow) {
		requireWithin(grant, inflow, inflow);
	}

	/**
	 * Checks what a tenant wants to give to one below it.
	 */
	static void requireBelow(PermissionGrant grant, @Nullable Flow held, @Nullable Flow inflow) {
		if (held == null || !held.isHeld() || !held.isDelegated()) {
			throw notDelegable(grant);
		}
		requireWithin(grant, held, inflow);
	}

	private static void requireWithin(PermissionGrant grant, @Nullable Flow held, @Nullable Flow inflow) {
		if (held == null || inflow == null) {
			throw notHeld(grant);
		}
		if (grant.mode() == DelegationMode.DELEGATED && !inflow.isDelegated()) {
			throw notDelegable(grant);
		}
		boolean permanent = grant.revocationMode() == RevocationMode.PERMANENT;
		if (!ValueOrder.isAtMost(grant.value(), held.value()) || !ValueOrder.isAtMost(grant.value(), inflow.value())
				|| (permanent && held.source().revocationMode() != RevocationMode.PERMANENT)) {
			throw notHeld(grant);
		}
	}

	private static StratumException notHeld(PermissionGrant grant) {
		return new StratumException(ErrorCode.PERMISSION_NOT_HELD,
				"The granter does not hold that much of '" + grant.key() + "'. Grant at most what is held.",
				Map.of("key", grant.key()));
	}

	private static StratumException notDelegable(PermissionGrant grant) {
		return new StratumException(ErrorCode.PERMISSION_NOT_DELEGABLE,
				"The permission '" + grant.key() + "' is not held as DELEGATED, so it cannot be granted on.",
				Map.of("key", grant.key()));
	}

}
