package io.stratum.isolation.rls;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What row-level security still needs, step by step.
 *
 * @param steps the steps in order, empty if nothing is left to do
 * @param executed whether the statements have run
 */
public record RowLevelSecurityPlan(List<Step> steps, boolean executed) {

	/**
	 * Returns the SQL of all steps that nothing blocks.
	 * @return the statements in order
	 */
	public List<String> statements() {
		return this.steps.stream().flatMap((step) -> step.statements().stream()).toList();
	}

	/**
	 * Returns the steps that somebody has to clear the way for.
	 * @return steps without statements
	 */
	public List<Step> blocked() {
		return this.steps.stream().filter((step) -> step.blocked() != null).toList();
	}

	/**
	 * Statements that take effect together.
	 *
	 * @param object what they change
	 * @param purpose what for, in a few words
	 * @param statements SQL in order, one transaction
	 * @param blocked why they cannot run and what to do; {@code null} if they can
	 */
	public record Step(String object, String purpose, List<String> statements, @Nullable String blocked) {

	}

}
