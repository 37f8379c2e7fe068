package io.stratum.benchmarks;

import java.util.List;

/**
 * Median and extremes of what several rounds showed.
 *
 * @param median the middle of all
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

	/**
	 * Sums up rounds.
	 * @param values one of each round, at least one
	 * @return median and extremes
	 */
	public static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		double median = (sorted.size() % 2 == 1) ? sorted.get(middle)
				: (sorted.get(middle - 1) + sorted.get(middle)) / 2;
		return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
	}

}
