package io.stratum.isolation.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

import io.stratum.isolation.jdbc.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the governor, lent or idle.
 */
final class PooledConnection implements Lease {

	private static final long UNCHECKED_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long LIFETIME_NANOS = TimeUnit.MINUTES.toNanos(30);

	private static final int CHECK_SECONDS = 1;

	private final TenantPools pools;

	private final PlacementPool pool;

	private final Connection connection;

	private final long created = System.nanoTime();

	private long lastUsed = this.created;

	private @Nullable Integer isolation;

	PooledConnection(TenantPools pools, PlacementPool pool, Connection connection) {
		this.pools = pools;
		this.pool = pool;
		this.connection = connection;
	}

	PlacementPool pool() {
		return this.pool;
	}

	@Override
	public Connection connection() {
		return this.connection;
	}

	@Override
	public void end() {
		this.pools.takeBack(this, isReusable());
	}

	@Override
	public void beforeIsolationChange() throws SQLException {
		if (this.isolation == null) {
			this.isolation = this.connection.getTransactionIsolation();
		}
	}

	/**
	 * Tells whether it still works; asks the server only after a while of rest.
	 */
	boolean isAlive() {
		try {
			return System.nanoTime() - this.lastUsed < UNCHECKED_NANOS || this.connection.isValid(CHECK_SECONDS);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	boolean isIdleFor(long nanos) {
		return System.nanoTime() - this.lastUsed >= nanos;
	}

	// Undoes what the borrower left open or changed.
	private boolean isReusable() {
		try {
			if (this.connection.isClosed() || System.nanoTime() - this.created > LIFETIME_NANOS) {
				return false;
			}
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
			resetSettings();
			this.lastUsed = System.nanoTime();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private void resetSettings() throws SQLException {
		if (this.connection.isReadOnly()) {
			this.connection.setReadOnly(false);
		}
		if (this.isolation != null) {
			this.connection.setTransactionIsolation(this.isolation);
			this.isolation = null;
		}
		if (this.connection.getNetworkTimeout() != 0) {
			this.connection.setNetworkTimeout(Runnable::run, 0);
		}
		this.connection.clearWarnings();
	}

	void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			// It is gone either way.
		}
	}

}
