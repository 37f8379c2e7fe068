package io.stratum.permission;

import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * One tenant on the way of a permission, with its own policy for it.
 *
 * @param tenant the tenant
 * @param path its place in the tree
 * @param archived whether it is archived, so that its policy means nothing further down
 * @param policy its policy for the key, if it has one
 * @param granter the place of whoever granted that policy, if it is a tenant that exists
 */
record Level(TenantId tenant, TenantPath path, boolean archived, @Nullable PermissionPolicy policy,
		@Nullable TenantPath granter) {

	PermissionPolicy requiredPolicy() {
		if (this.policy == null) {
			throw new IllegalStateException("The level has no policy.");
		}
		return this.policy;
	}

}
