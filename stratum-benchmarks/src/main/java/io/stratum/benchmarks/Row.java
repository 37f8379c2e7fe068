package io.stratum.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param against what a user would write or pick instead
 * @param ratio speed of the one by speed of the other, 1 for as fast; {@code null} if
 * there is nothing to compare with
 * @param goal the ratio or figure that was set as the goal, or empty
 * @param own what one operation costs
 * @param other what the other one costs
 */
public record Row(String what, String against, @Nullable Spread ratio, String goal, Cost own, @Nullable Cost other) {

	/**
	 * Notes a figure that has no counterpart.
	 * @param what what was measured
	 * @param figure the figure with its unit
	 * @param goal the goal, or empty
	 * @return a line without ratio
	 */
	public static Row figure(String what, String figure, String goal) {
		return new Row(what, "–", null, goal, new Cost(figure, null, null), null);
	}

}
