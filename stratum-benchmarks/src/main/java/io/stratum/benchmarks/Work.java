package io.stratum.benchmarks;

/**
 * One operation, done again and again.
 */
@FunctionalInterface
public interface Work {

	/**
	 * Does it once.
	 * @throws Exception if it fails, which ends the measurement
	 */
	void run() throws Exception;

}
