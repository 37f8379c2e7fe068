package io.stratum.policy;

import java.util.List;
import java.util.Locale;

import io.stratum.tenant.TenantId;

/**
 * Why a request was decided as it was.
 *
 * @param decision the decision
 * @param considered all policies about that type and action, also those that do not count
 */
public record PolicyExplanation(Decision decision, List<Considered> considered) {

	/**
	 * Keeps a copy of the policies.
	 */
	public PolicyExplanation {
		considered = List.copyOf(considered);
	}

	/**
	 * What one policy came to.
	 *
	 * @param policy the policy
	 * @param applied whether it had a say in the decision
	 * @param conditions what each of its conditions came to
	 * @param why why it counted or not
	 */
	public record Considered(Policy policy, boolean applied, List<ConditionOutcome> conditions, Why why) {

		/**
		 * Keeps a copy of the outcomes.
		 */
		public Considered {
			conditions = List.copyOf(conditions);
		}

		/**
		 * Returns where the policy comes from.
		 * @return the tenant it was written for
		 */
		public TenantId sourceTenantId() {
			return this.policy.tenantId();
		}

	}

	/**
	 * What one condition came to.
	 *
	 * @param condition the condition
	 * @param outcome whether it held
	 */
	public record ConditionOutcome(Condition condition, Outcome outcome) {

	}

	/**
	 * Why a policy counted or not.
	 */
	public enum Why {

		/** All of its conditions hold. */
		APPLIES,
		/** It denies, and none of its conditions is false. */
		INDETERMINATE_DENY,
		/** One of its conditions is false. */
		CONDITION_FALSE,
		/** It allows, and one of its conditions is undecided. */
		CONDITION_UNDECIDED,
		/** A tenant below replaced it. */
		REPLACED,
		/** A tenant above locked what it is about. */
		LOCKED;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

		boolean applies() {
			return this == APPLIES || this == INDETERMINATE_DENY;
		}

	}

}
