package io.stratum.isolation.pool;

import java.util.ArrayDeque;
import java.util.Deque;

import io.stratum.isolation.Placement;

/**
 * What the governor knows of one placement; guarded by the governor's lock.
 */
final class PlacementPool {

	final Placement placement;

	final ServerState server;

	final Deque<PooledConnection> idle = new ArrayDeque<>();

	final Deque<Waiter> waiters = new ArrayDeque<>();

	/** Connections open, being opened or being closed. */
	int open;

	/** Whether a connection is being opened: one at a time. */
	boolean opening;

	/** Set when the placement moved, so that nothing is kept. */
	boolean retired;

	PlacementPool(Placement placement, ServerState server) {
		this.placement = placement;
		this.server = server;
	}

	boolean isUnused() {
		return this.open == 0 && this.waiters.isEmpty();
	}

}
