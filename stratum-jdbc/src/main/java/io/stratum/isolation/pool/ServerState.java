package io.stratum.isolation.pool;

import java.time.Duration;

/**
 * What the governor knows of one server; guarded by the governor's lock.
 */
final class ServerState {

	final String name;

	int open;

	int busy;

	int waiting;

	int opening;

	/** Connections being closed to make room elsewhere. */
	int closing;

	/** Whether the last attempt to reach it failed; then attempts go one by one. */
	boolean failing;

	long created;

	long failed;

	long evicted;

	long creationNanos;

	ServerState(String name) {
		this.name = name;
	}

	PoolFigures figures() {
		return new PoolFigures(this.name, this.open, this.busy, this.waiting, this.created, this.failed, this.evicted,
				Duration.ofNanos(this.creationNanos));
	}

}
