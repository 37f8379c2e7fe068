package io.stratum.policy;

import java.util.Comparator;

import io.stratum.policy.PolicyExplanation.Why;
import org.jspecify.annotations.Nullable;

/**
 * A policy with the level of the tree it comes from.
 *
 * @param policy the policy
 * @param depth the level, 0 for the root
 * @param setAside why it does not count, or {@code null} if it does
 */
record Placed(Policy policy, int depth, @Nullable Why setAside) {

	/** Which of several applicable policies is reported: the first. */
	static final Comparator<Placed> REPORTING_ORDER = Comparator
		.comparingInt((Placed placed) -> placed.policy().priority())
		.reversed()
		.thenComparing(Comparator.comparingInt(Placed::depth).reversed())
		.thenComparingInt(Placed::wildcards)
		.thenComparing((placed) -> placed.policy().id().toString());

	Placed because(Why why) {
		return new Placed(this.policy, this.depth, why);
	}

	private int wildcards() {
		return (this.policy.resourceType().equals(Policy.ANY) ? 1 : 0)
				+ (this.policy.action().equals(Policy.ANY) ? 1 : 0);
	}

}
