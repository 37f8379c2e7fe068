package io.stratum.isolation.pool;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.tenant.IsolationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Shares connections out among placements in turn; guarded by the governor's lock.
 *
 * <p>
 * <b>Guarantees.</b> Never more connections than the ceiling are open, being opened or
 * being closed. A placement that was served goes behind the others that wait. A
 * connection that is lent is never closed to make room.
 */
final class PoolTurns {

	private final PoolLimits limits;

	private final TenantServers servers;

	/** Placements with waiters, the next one first. */
	private final Set<PlacementPool> waiting = new LinkedHashSet<>();

	/** Idle connections, the longest idle first. */
	private final Set<PooledConnection> idle = new LinkedHashSet<>();

	private int open;

	PoolTurns(PoolLimits limits, TenantServers servers) {
		this.limits = limits;
		this.servers = servers;
	}

	void await(PlacementPool pool, Waiter waiter) {
		pool.waiters.add(waiter);
		pool.server.waiting++;
		this.waiting.add(pool);
	}

	void giveUp(PlacementPool pool, Waiter waiter) {
		if (pool.waiters.remove(waiter)) {
			pool.server.waiting--;
			if (pool.waiters.isEmpty()) {
				this.waiting.remove(pool);
			}
		}
	}

	/**
	 * Serves whoever can be served, one waiter of each placement in turn.
	 */
	void serve() {
		boolean served;
		do {
			served = false;
			for (PlacementPool pool : this.waiting.toArray(PlacementPool[]::new)) {
				served |= serve(pool);
			}
		}
		while (served);
	}

	private boolean serve(PlacementPool pool) {
		Waiter waiter = pool.waiters.peek();
		if (waiter == null || !(giveIdle(pool, waiter) || letOpen(pool, waiter))) {
			return false;
		}
		giveUp(pool, waiter);
		if (this.waiting.remove(pool)) {
			this.waiting.add(pool);
		}
		waiter.woken.signal();
		return true;
	}

	private boolean giveIdle(PlacementPool pool, Waiter waiter) {
		// The one used last is the one most likely to work.
		PooledConnection connection = pool.idle.peekLast();
		if (connection == null) {
			return false;
		}
		removeIdle(connection);
		pool.server.busy++;
		waiter.given = connection;
		return true;
	}

	private boolean letOpen(PlacementPool pool, Waiter waiter) {
		boolean oneAtATime = pool.opening || (pool.server.failing && pool.server.opening > 0);
		if (oneAtATime || pool.open >= share(pool) || !makeRoom(pool, waiter)) {
			return false;
		}
		pool.opening = true;
		pool.server.opening++;
		pool.server.busy++;
		waiter.mayOpen = true;
		return true;
	}

	// Shared tables of another server belong to many tenants.
	private int share(PlacementPool pool) {
		return (pool.placement.strategy() == IsolationStrategy.SHARED) ? Integer.MAX_VALUE : this.limits.maxPerTenant();
	}

	private boolean makeRoom(PlacementPool pool, Waiter waiter) {
		TenantServer server = this.servers.named(pool.server.name);
		boolean serverFull = server != null && pool.server.open + pool.server.closing >= server.maxConnections();
		if (serverFull || this.open >= this.limits.maxConnections()) {
			PooledConnection victim = longestIdle(serverFull ? pool.server : null);
			if (victim == null) {
				return false;
			}
			removeIdle(victim);
			victim.pool().server.evicted++;
			waiter.makesRoom = victim;
		}
		if (waiter.makesRoom == null) {
			this.open++;
		}
		else {
			// The new one takes its place over, and is opened once it is closed.
			leaves(waiter.makesRoom);
		}
		pool.open++;
		pool.server.open++;
		return true;
	}

	/**
	 * Tells whether a connection is to be had without waiting and without eviction.
	 */
	boolean hasRoom(PlacementPool pool) {
		TenantServer server = this.servers.named(pool.server.name);
		boolean mayOpen = server != null && pool.server.open + pool.server.closing < server.maxConnections()
				&& this.open < this.limits.maxConnections() && pool.open < share(pool);
		return !pool.idle.isEmpty() || (mayOpen && !pool.opening && !pool.server.failing && this.waiting.isEmpty());
	}

	private static void leaves(PooledConnection victim) {
		victim.pool().open--;
		victim.pool().server.open--;
		victim.pool().server.closing++;
	}

	/**
	 * Notes that a connection was closed to make room.
	 */
	static void left(PooledConnection victim) {
		victim.pool().server.closing--;
	}

	private @Nullable PooledConnection longestIdle(@Nullable ServerState server) {
		for (PooledConnection connection : this.idle) {
			if (server == null || connection.pool().server == server) {
				return connection;
			}
		}
		return null;
	}

	/**
	 * Notes that a connection could not be opened, or was closed after it was lent.
	 */
	void closed(PlacementPool pool) {
		pool.open--;
		pool.server.open--;
		pool.server.busy--;
		this.open--;
	}

	void opened(PlacementPool pool) {
		pool.opening = false;
		pool.server.opening--;
	}

	void addIdle(PooledConnection connection) {
		connection.pool().server.busy--;
		connection.pool().idle.add(connection);
		this.idle.add(connection);
	}

	private void removeIdle(PooledConnection connection) {
		connection.pool().idle.remove(connection);
		this.idle.remove(connection);
	}

	/**
	 * Takes idle connections out, as if they were lent, for closing.
	 * @param nanos only those idle for so long
	 * @param pool only those of this placement, or {@code null} for all
	 */
	PooledConnection[] takeIdle(long nanos, @Nullable PlacementPool pool) {
		Set<PooledConnection> taken = new LinkedHashSet<>();
		for (Iterator<PooledConnection> each = this.idle.iterator(); each.hasNext();) {
			PooledConnection connection = each.next();
			if (connection.isIdleFor(nanos) && (pool == null || connection.pool() == pool)) {
				each.remove();
				connection.pool().idle.remove(connection);
				connection.pool().server.busy++;
				connection.pool().server.evicted++;
				taken.add(connection);
			}
		}
		return taken.toArray(PooledConnection[]::new);
	}

	/**
	 * Fails those who wait for a placement, or for any on its server if that is out of
	 * reach.
	 */
	void fail(PlacementPool failed, TenantUnavailableException failure) {
		for (PlacementPool pool : this.waiting.toArray(PlacementPool[]::new)) {
			boolean concerned = pool == failed || (failed.server.failing && pool.server == failed.server);
			while (concerned && !pool.waiters.isEmpty()) {
				Waiter waiter = pool.waiters.element();
				giveUp(pool, waiter);
				waiter.failure = failure;
				waiter.woken.signal();
			}
		}
	}

}
