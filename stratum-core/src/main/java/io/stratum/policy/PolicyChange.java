package io.stratum.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What shall be different about a policy; type, action and name never change.
 *
 * @param effect its new effect, or {@code null} for the present one
 * @param conditions its new conditions, or {@code null} for the present ones
 * @param priority its new priority, or {@code null} for the present one
 * @param mode its new mode, or {@code null} for the present one
 * @param version the version that was seen, or {@code null} for any; a stale one makes
 * the change fail
 */
public record PolicyChange(@Nullable Effect effect, @Nullable List<Condition> conditions, @Nullable Integer priority,
		@Nullable PolicyMode mode, @Nullable Long version) {

	/**
	 * Begins with a change of nothing.
	 * @return the change
	 */
	public static PolicyChange none() {
		return new PolicyChange(null, null, null, null, null);
	}

	/**
	 * Changes what it says.
	 * @param effect the effect
	 * @return a change that includes it
	 */
	public PolicyChange to(Effect effect) {
		return new PolicyChange(effect, this.conditions, this.priority, this.mode, this.version);
	}

	/**
	 * Changes what must hold.
	 * @param conditions all conditions from now on
	 * @return a change that includes them
	 */
	public PolicyChange when(Condition... conditions) {
		return new PolicyChange(this.effect, List.of(conditions), this.priority, this.mode, this.version);
	}

	/**
	 * Changes its rank among those that could be reported.
	 * @param priority any number, higher first
	 * @return a change that includes it
	 */
	public PolicyChange ranked(int priority) {
		return new PolicyChange(this.effect, this.conditions, priority, this.mode, this.version);
	}

	/**
	 * Changes what tenants below may do about it.
	 * @param mode the mode
	 * @return a change that includes it
	 */
	public PolicyChange inMode(PolicyMode mode) {
		return new PolicyChange(this.effect, this.conditions, this.priority, mode, this.version);
	}

	/**
	 * States the version that was seen.
	 * @param version the version
	 * @return a change that insists on it
	 */
	public PolicyChange ifVersion(long version) {
		return new PolicyChange(this.effect, this.conditions, this.priority, this.mode, version);
	}

	NewPolicy applyTo(Policy policy) {
		return new NewPolicy(policy.name(), policy.resourceType(), policy.action(),
				(this.effect != null) ? this.effect : policy.effect(),
				(this.conditions != null) ? this.conditions : policy.conditions(),
				(this.priority != null) ? this.priority : policy.priority(),
				(this.mode != null) ? this.mode : policy.mode());
	}

}
