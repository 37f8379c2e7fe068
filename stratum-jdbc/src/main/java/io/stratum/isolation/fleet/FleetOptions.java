package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.List;

/**
 * How a run goes about its work.
 *
 * @param rings who goes first, in order; all others follow
 * @param parallelism placements at once for each server, at least 1
 * @param maxFailures failures in one ring that do not stop the run yet, from 0
 * @param lockTimeout longest wait for a lock
 * @param retries how often a placement is tried again when a lock was not given, from 0
 */
public record FleetOptions(List<FleetRing> rings, int parallelism, int maxFailures, Duration lockTimeout, int retries) {

	/**
	 * Refuses numbers that make no sense.
	 */
	public FleetOptions {
		rings = List.copyOf(rings);
		if (parallelism < 1 || maxFailures < 0 || retries < 0 || lockTimeout.isNegative()) {
			throw new IllegalArgumentException(
					"A run does at least one placement at once; failures, retries and times are not negative.");
		}
	}

	/**
	 * Returns what holds unless somebody says otherwise.
	 * @return one ring, 4 at once, stop at the first failure, 2 seconds, 3 retries
	 */
	public static FleetOptions defaults() {
		return new FleetOptions(List.of(), 4, 0, Duration.ofSeconds(2), 3);
	}

}
