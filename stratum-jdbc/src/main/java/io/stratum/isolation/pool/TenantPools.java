package io.stratum.isolation.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.stratum.isolation.PlacedConnections;
import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantBusyException;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.jdbc.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Governs the connections to databases and schemas of single tenants.
 *
 * <p>
 * <b>Guarantees.</b> No more connections than the ceiling exist at any moment, as the
 * servers count them. Waiting is in turn among tenants. What is lent is never closed to
 * make room. A server out of reach fails its own tenants, quickly, and no tenant is ever
 * led to another database. It takes one thread, however many tenants there are.
 */
public final class TenantPools implements PlacedConnections, AutoCloseable {

	private final ReentrantLock lock = new ReentrantLock();

	private final PoolLimits limits;

	private final TenantServers servers;

	private final ServerConnections connections;

	private final PoolTurns turns;

	private final Map<Placement, PlacementPool> pools = new HashMap<>();

	private final Map<String, ServerState> states = new HashMap<>();

	private @Nullable Thread sweeper;

	private volatile boolean closed;

	/**
	 * Creates pools without a connection; the first use opens one.
	 * @param servers knows the servers that hold tenants
	 * @param limits how many connections tenants may have
	 * @param searchPathTail schemas searched after the one of a tenant
	 */
	public TenantPools(TenantServers servers, PoolLimits limits, List<String> searchPathTail) {
		this.servers = servers;
		this.limits = limits;
		this.turns = new PoolTurns(limits, servers);
		this.connections = new ServerConnections(servers, searchPathTail, limits.acquireTimeout());
	}

	@Override
	public Lease borrow(Placement placement) {
		long deadline = System.nanoTime() + this.limits.acquireTimeout().toNanos();
		while (true) {
			PooledConnection connection = borrow(placement, deadline);
			if (connection.isAlive()) {
				return connection;
			}
			takeBack(connection, false);
		}
	}

	@Override
	public @Nullable Lease borrowAtOnce(Placement placement) {
		if (this.servers.named(placement.server()) == null) {
			return null;
		}
		boolean free = guarded(() -> {
			PlacementPool pool = pool(placement);
			boolean room = this.turns.hasRoom(pool);
			forgetIfUnused(pool);
			return room;
		});
		return free ? borrow(placement) : null;
	}

	private PooledConnection borrow(Placement placement, long deadline) {
		Waiter waiter = new Waiter(this.lock.newCondition());
		PlacementPool pool = guarded(() -> {
			start();
			PlacementPool wanted = pool(placement);
			this.turns.await(wanted, waiter);
			this.turns.serve();
			await(wanted, waiter, deadline);
			return wanted;
		});
		if (waiter.failure != null) {
			throw new TenantUnavailableException(waiter.failure.getCause());
		}
		return (waiter.given != null) ? waiter.given : open(pool, waiter.makesRoom);
	}

	private void await(PlacementPool pool, Waiter waiter, long deadline) {
		boolean interrupted = false;
		while (!waiter.isDone() && !interrupted) {
			long remaining = deadline - System.nanoTime();
			if (remaining <= 0) {
				break;
			}
			try {
				waiter.woken.awaitNanos(remaining);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				interrupted = true;
			}
		}
		if (!waiter.isDone()) {
			this.turns.giveUp(pool, waiter);
			forgetIfUnused(pool);
			throw new TenantBusyException(this.limits.acquireTimeout());
		}
	}

	private PooledConnection open(PlacementPool pool, @Nullable PooledConnection makesRoom) {
		if (makesRoom != null) {
			makeRoom(makesRoom);
		}
		long start = System.nanoTime();
		try {
			Connection connection = this.connections.open(pool.placement);
			opened(pool, System.nanoTime() - start);
			return new PooledConnection(this, pool, connection);
		}
		catch (SQLException | RuntimeException ex) {
			throw failed(pool, ex);
		}
	}

	private void makeRoom(PooledConnection victim) {
		victim.close();
		change(() -> {
			PoolTurns.left(victim);
			forgetIfUnused(victim.pool());
		});
	}

	private void opened(PlacementPool pool, long nanos) {
		change(() -> {
			pool.server.created++;
			pool.server.creationNanos += nanos;
			pool.server.failing = false;
			this.turns.opened(pool);
		});
	}

	private TenantUnavailableException failed(PlacementPool pool, Exception cause) {
		TenantUnavailableException failure = new TenantUnavailableException(cause);
		change(() -> {
			pool.server.failed++;
			pool.server.failing = isOutOfReach(cause);
			this.turns.opened(pool);
			this.turns.closed(pool);
			this.turns.fail(pool, failure);
			forgetIfUnused(pool);
		});
		return failure;
	}

	// Class 08 says that the server is out of reach, not just this database.
	private static boolean isOutOfReach(Exception cause) {
		return cause instanceof SQLException error && error.getSQLState() != null
				&& error.getSQLState().startsWith("08");
	}

	void takeBack(PooledConnection connection, boolean reusable) {
		boolean kept = guarded(() -> {
			boolean keeps = reusable && !this.closed && !connection.pool().retired;
			if (keeps) {
				this.turns.addIdle(connection);
				this.turns.serve();
			}
			return keeps;
		});
		if (!kept) {
			discard(connection);
		}
	}

	// It counts until it is closed.
	private void discard(PooledConnection connection) {
		connection.close();
		change(() -> {
			this.turns.closed(connection.pool());
			forgetIfUnused(connection.pool());
		});
	}

	/**
	 * Closes what is idle for a placement, and the rest as it comes back.
	 * @param placement a placement that is no more
	 */
	public void retire(Placement placement) {
		discard(guarded(() -> {
			PlacementPool pool = this.pools.remove(placement);
			if (pool == null) {
				return new PooledConnection[0];
			}
			pool.retired = true;
			return this.turns.takeIdle(0, pool);
		}));
	}

	/**
	 * Returns what the pools look like now.
	 * @return figures by server
	 */
	public List<PoolFigures> figures() {
		return guarded(() -> this.states.values().stream().map(ServerState::figures).toList());
	}

	private void change(Runnable change) {
		guarded(() -> {
			change.run();
			this.turns.serve();
			return Boolean.TRUE;
		});
	}

	private <T> T guarded(Supplier<T> work) {
		this.lock.lock();
		try {
			return work.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private PlacementPool pool(Placement placement) {
		return this.pools.computeIfAbsent(placement,
				(key) -> new PlacementPool(key, this.states.computeIfAbsent(key.server(), ServerState::new)));
	}

	private void forgetIfUnused(PlacementPool pool) {
		if (pool.isUnused()) {
			this.pools.remove(pool.placement, pool);
		}
	}

	private void start() {
		if (this.closed) {
			throw new IllegalStateException("The pools of tenants are closed.");
		}
		if (this.sweeper == null) {
			this.sweeper = new Thread(this::sweep, "stratum-pools");
			this.sweeper.setDaemon(true);
			this.sweeper.start();
		}
	}

	private void sweep() {
		Duration pause = this.limits.idleTimeout().dividedBy(4);
		long millis = Math.max(50, Math.min(pause.toMillis(), TimeUnit.SECONDS.toMillis(30)));
		while (!this.closed) {
			try {
				Thread.sleep(millis);
			}
			catch (InterruptedException ex) {
				return;
			}
			discardIdle(this.limits.idleTimeout().toNanos());
		}
	}

	private void discardIdle(long nanos) {
		discard(guarded(() -> this.turns.takeIdle(nanos, null)));
	}

	private void discard(PooledConnection[] connections) {
		for (PooledConnection connection : connections) {
			discard(connection);
		}
	}

	/**
	 * Closes what is idle now, and the rest as it comes back.
	 */
	@Override
	public void close() {
		change(() -> {
			this.closed = true;
			if (this.sweeper != null) {
				this.sweeper.interrupt();
			}
		});
		discardIdle(0);
	}

}
