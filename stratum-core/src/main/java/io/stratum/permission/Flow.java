package io.stratum.permission;

import org.jspecify.annotations.Nullable;

/**
 * What arrives of one permission at a level of the tree, or leaves it.
 *
 * @param source the policy that had the last word so far
 * @param value how much of it
 * @param mode what may be done with it further down
 */
record Flow(PermissionPolicy source, @Nullable Object value, DelegationMode mode) {

	static Flow asGiven(PermissionPolicy policy) {
		return new Flow(policy, policy.value(), policy.mode());
	}

	/**
	 * Returns what is left where a tenant's policy stands in the flow.
	 */
	Flow limitedBy(PermissionPolicy policy) {
		DelegationMode highest = (this.mode == DelegationMode.INHERITED && policy.mode() == DelegationMode.DELEGATED)
				? DelegationMode.INHERITED : policy.mode();
		return new Flow(policy, ValueOrder.limit(this.value, policy.value()), highest);
	}

	boolean isLocked() {
		return this.mode == DelegationMode.LOCKED;
	}

	boolean isDelegated() {
		return this.mode == DelegationMode.DELEGATED;
	}

	boolean isHeld() {
		return !ValueOrder.isNothing(this.value);
	}

	EffectivePermission toEffective() {
		return new EffectivePermission(this.source.id(), this.source.key(), this.value, this.mode,
				this.source.tenantId());
	}

}
