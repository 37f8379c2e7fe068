package io.stratum.isolation.fleet;

import java.util.List;

/**
 * The results of one run.
 *
 * @param results one for each placement, in the order of their making
 */
public record FleetReport(List<FleetResult> results) {

	/**
	 * Copies the results.
	 */
	public FleetReport {
		results = List.copyOf(results);
	}

	/**
	 * Tells whether every placement follows the application.
	 * @return whether none failed or was skipped
	 */
	public boolean isComplete() {
		return of(FleetOutcome.FAILED).isEmpty() && of(FleetOutcome.SKIPPED).isEmpty();
	}

	/**
	 * Returns the results with one outcome.
	 * @param outcome the outcome
	 * @return results in order
	 */
	public List<FleetResult> of(FleetOutcome outcome) {
		return this.results.stream().filter((result) -> result.outcome() == outcome).toList();
	}

}
