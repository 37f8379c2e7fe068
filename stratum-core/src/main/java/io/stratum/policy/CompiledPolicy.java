package io.stratum.policy;

import java.util.ArrayList;
import java.util.List;

import io.stratum.policy.Decision.Reason;
import io.stratum.policy.PolicyExplanation.ConditionOutcome;
import io.stratum.policy.PolicyExplanation.Considered;
import io.stratum.policy.PolicyExplanation.Why;

/**
 * A policy made ready for decisions.
 */
final class CompiledPolicy {

	/** Place in the order of reporting, 0 for the first. */
	final int rank;

	final boolean denies;

	/** The decision if this policy applies and is the one reported. */
	final Decision explicit;

	/** The decision if this policy denies because it cannot tell. */
	final Decision indeterminate;

	private final Placed placed;

	private final Test[] tests;

	CompiledPolicy(Placed placed, int rank) {
		Policy policy = placed.policy();
		this.placed = placed;
		this.rank = rank;
		this.denies = policy.effect() == Effect.DENY;
		this.explicit = new Decision(!this.denies, policy, this.denies ? Reason.EXPLICIT_DENY : Reason.EXPLICIT_ALLOW);
		this.indeterminate = new Decision(false, policy, Reason.INDETERMINATE_DENY);
		this.tests = policy.conditions().stream().map(Test::new).toArray(Test[]::new);
	}

	/**
	 * Tells whether all conditions hold, one does not, or neither is certain.
	 */
	Outcome outcome(RequestAttributes attributes) {
		Outcome outcome = Outcome.TRUE;
		for (Test test : this.tests) {
			Outcome each = test.outcome(attributes);
			if (each == Outcome.FALSE) {
				return each;
			}
			if (each == Outcome.UNDECIDED) {
				outcome = each;
			}
		}
		return outcome;
	}

	Considered explain(RequestAttributes attributes) {
		List<ConditionOutcome> conditions = new ArrayList<>();
		for (Test test : this.tests) {
			conditions.add(new ConditionOutcome(test.condition, test.outcome(attributes)));
		}
		Why setAside = this.placed.setAside();
		Why why = (setAside != null) ? setAside : why(outcome(attributes));
		return new Considered(this.placed.policy(), why.applies(), conditions, why);
	}

	private Why why(Outcome outcome) {
		return switch (outcome) {
			case TRUE -> Why.APPLIES;
			case FALSE -> Why.CONDITION_FALSE;
			case UNDECIDED -> this.denies ? Why.INDETERMINATE_DENY : Why.CONDITION_UNDECIDED;
		};
	}

	private static final class Test {

		private final Condition condition;

		private final AttributeName name;

		private final Operand operand;

		private final Outcome ifMissing;

		private Test(Condition condition) {
			this.condition = condition;
			this.name = AttributeName.parse(condition.attribute());
			this.operand = new Operand(condition.value());
			this.ifMissing = (condition.onMissing() == OnMissing.NO_MATCH) ? Outcome.FALSE : Outcome.UNDECIDED;
		}

		private Outcome outcome(RequestAttributes attributes) {
			Object attribute = attributes.get(this.name);
			if (attribute == null || attribute == Attributes.ABSENT) {
				return this.ifMissing;
			}
			return this.condition.operator().test(this.operand, attribute);
		}

	}

}
