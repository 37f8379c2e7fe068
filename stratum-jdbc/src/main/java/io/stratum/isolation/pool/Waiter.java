package io.stratum.isolation.pool;

import java.util.concurrent.locks.Condition;

import io.stratum.isolation.TenantUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for a connection; guarded by the governor's lock.
 */
final class Waiter {

	final Condition woken;

	/** A connection that came back. */
	@Nullable PooledConnection given;

	/** Whether it may open a connection. */
	boolean mayOpen;

	/** An idle connection to close before it opens its own. */
	@Nullable PooledConnection makesRoom;

	@Nullable TenantUnavailableException failure;

	Waiter(Condition woken) {
		this.woken = woken;
	}

	boolean isDone() {
		return this.given != null || this.mayOpen || this.failure != null;
	}

}
