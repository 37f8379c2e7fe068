package io.stratum.isolation.placement;

/**
 * How far the making of a place has come.
 */
public enum PlacementState {

	/** It is recorded; nothing was made. */
	REQUESTED,
	/** Its schema or database is being made. */
	CREATING,
	/** It gets its tables, policies and rights. */
	MIGRATING,
	/** A tenant can use it. */
	READY,
	/** What was made could not be taken down; that is tried again. */
	FAILED

}
