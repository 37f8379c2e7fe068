package io.stratum.isolation.fleet;

/**
 * What a run did to one placement.
 */
public enum FleetOutcome {

	/** It follows the application now. */
	MIGRATED,
	/** It followed the application before. */
	UNCHANGED,
	/** It does not follow the application; the error says why. */
	FAILED,
	/** The run stopped before its turn. */
	SKIPPED

}
