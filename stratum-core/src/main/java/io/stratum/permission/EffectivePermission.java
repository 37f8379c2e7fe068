package io.stratum.permission;

import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has of one permission after its ancestors were asked.
 *
 * @param policyId the policy that had the last word
 * @param key the permission
 * @param value how much of it, as plain JSON
 * @param mode what the tenant and those below may do with it
 * @param sourceTenantId the tenant of that policy
 */
public record EffectivePermission(UUID policyId, String key, @Nullable Object value, DelegationMode mode,
		TenantId sourceTenantId) {

	/**
	 * Tells whether the tenant has any of it.
	 * @return whether the value is neither {@code false} nor {@code null}
	 */
	public boolean isHeld() {
		return !ValueOrder.isNothing(this.value);
	}

	/**
	 * Tells whether no policy for the key may be written below its source.
	 * @return whether the mode is {@link DelegationMode#LOCKED}
	 */
	public boolean locked() {
		return this.mode == DelegationMode.LOCKED;
	}

	/**
	 * Tells whether the tenant may grant it to tenants below.
	 * @return whether the mode is {@link DelegationMode#DELEGATED}
	 */
	public boolean delegated() {
		return this.mode == DelegationMode.DELEGATED;
	}

}
