package io.stratum.policy;

import java.util.ArrayList;
import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.NameRule;

/**
 * What is known of a policy before it exists.
 *
 * <pre>{@code
 * NewPolicy.deny("large orders", "order", "approve")
 *     .when(Condition.of("resource.total", Operator.GT, 500));
 * }</pre>
 *
 * @param name its name, 1 to 255 characters
 * @param resourceType the type of resource it is about, or {@code *} for any
 * @param action the action it is about, or {@code *} for any
 * @param effect what it says when it applies
 * @param conditions what must hold, all of it; at most 64 KiB as JSON
 * @param priority selects which of several policies is reported, highest first
 * @param mode what tenants below may do about it
 */
public record NewPolicy(String name, String resourceType, String action, Effect effect, List<Condition> conditions,
		int priority, PolicyMode mode) {

	/**
	 * Checks names and conditions.
	 */
	public NewPolicy {
		List<Issue> issues = new ArrayList<>();
		NameRule.check(issues, "name", name);
		NameRule.check(issues, "resource_type", resourceType);
		NameRule.check(issues, "action", action);
		conditions = ConditionRule.accept(issues, conditions);
		if (!issues.isEmpty()) {
			throw new InvalidInputException(issues);
		}
	}

	/**
	 * Describes a policy that allows, always and with priority 0.
	 * @param name its name
	 * @param resourceType a type of resource or {@code *}
	 * @param action an action or {@code *}
	 * @return the description
	 * @throws InvalidInputException if a name breaks the rule
	 */
	public static NewPolicy allow(String name, String resourceType, String action) {
		return new NewPolicy(name, resourceType, action, Effect.ALLOW, List.of(), 0, PolicyMode.INHERITED);
	}

	/**
	 * Describes a policy that denies, always and with priority 0.
	 * @param name its name
	 * @param resourceType a type of resource or {@code *}
	 * @param action an action or {@code *}
	 * @return the description
	 * @throws InvalidInputException if a name breaks the rule
	 */
	public static NewPolicy deny(String name, String resourceType, String action) {
		return new NewPolicy(name, resourceType, action, Effect.DENY, List.of(), 0, PolicyMode.INHERITED);
	}

	/**
	 * States what must hold.
	 * @param conditions the conditions, all of which must hold
	 * @return a description with these conditions
	 * @throws InvalidInputException if a condition is malformed
	 */
	public NewPolicy when(Condition... conditions) {
		return new NewPolicy(this.name, this.resourceType, this.action, this.effect, List.of(conditions), this.priority,
				this.mode);
	}

	/**
	 * Ranks it among those that could be reported.
	 * @param priority any number, higher first
	 * @return a description with that priority
	 */
	public NewPolicy ranked(int priority) {
		return new NewPolicy(this.name, this.resourceType, this.action, this.effect, this.conditions, priority,
				this.mode);
	}

	/**
	 * Chooses what tenants below may do about it.
	 * @param mode the mode
	 * @return a description in that mode
	 */
	public NewPolicy inMode(PolicyMode mode) {
		return new NewPolicy(this.name, this.resourceType, this.action, this.effect, this.conditions, this.priority,
				mode);
	}

	Policy.Composite composite() {
		return new Policy.Composite(this.resourceType, this.action, this.name);
	}

}
