package io.stratum.permission;

import java.util.List;

import io.stratum.permission.PermissionExplanation.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The way of one permission from the root of a tree down to a tenant.
 */
final class Walk {

	private Walk() {
	}

	/**
	 * Returns what goes on to the children of a level.
	 */
	static Outcome through(@Nullable Flow inflow, Level level) {
		if (level.policy() != null && level.archived()) {
			return new Outcome(inflow, Effect.ARCHIVED);
		}
		Outcome own = at(inflow, level.policy());
		return (own.effect() == Effect.FROZEN) ? new Outcome(inflow, Effect.FROZEN_ABOVE) : own;
	}

	/**
	 * Returns what a tenant has itself.
	 */
	static Outcome at(@Nullable Flow inflow, @Nullable PermissionPolicy policy) {
		if (policy == null) {
			return new Outcome(inflow, Effect.PASSED);
		}
		if (inflow != null && inflow.isLocked()) {
			return new Outcome(inflow, Effect.HIDDEN);
		}
		if (policy.frozen()) {
			return new Outcome(Flow.asGiven(policy), Effect.FROZEN);
		}
		if (policy.grantedBy() == null) {
			return new Outcome(Flow.asGiven(policy), Effect.GRANTED);
		}
		return (inflow != null) ? new Outcome(inflow.limitedBy(policy), Effect.LIMITED)
				: new Outcome(null, Effect.NO_INFLOW);
	}

	/**
	 * Returns what arrives below some levels.
	 */
	static @Nullable Flow below(List<Level> levels) {
		Flow flow = null;
		for (Level level : levels) {
			flow = through(flow, level).flow();
		}
		return flow;
	}

	/**
	 * Returns what the tenant of the last level has.
	 */
	static @Nullable Flow to(List<Level> levels) {
		int last = levels.size() - 1;
		return at(below(levels.subList(0, last)), levels.get(last).policy()).flow();
	}

	/**
	 * What leaves a level.
	 *
	 * @param flow what goes on, if anything does
	 * @param effect what the policy of the level did
	 */
	record Outcome(@Nullable Flow flow, Effect effect) {

	}

}
