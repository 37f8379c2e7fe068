package io.stratum.policy;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * One policy on the way from the root to a tenant, or a tenant on that way without any.
 *
 * @param tenant the tenant
 * @param path its place in the tree
 * @param archived whether it is archived, so that its policies mean nothing further down
 * @param policy the policy, if there is one
 * @param writer the place of whoever wrote it, if it is a tenant that exists
 */
record PolicyLevel(TenantId tenant, TenantPath path, boolean archived, @Nullable Policy policy,
		@Nullable TenantPath writer) {

	Policy requiredPolicy() {
		if (this.policy == null) {
			throw new IllegalStateException("The level has no policy.");
		}
		return this.policy;
	}

	boolean isLocked() {
		return !this.archived && this.policy != null && this.policy.mode() == PolicyMode.LOCKED;
	}

}
