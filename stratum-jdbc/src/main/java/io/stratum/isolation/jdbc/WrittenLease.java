package io.stratum.isolation.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A lease that passes on that rows may have changed.
 *
 * @param lease what is lent
 * @param listener hears of it
 */
public record WrittenLease(Lease lease, Runnable listener) implements Lease {

	@Override
	public Connection connection() {
		return this.lease.connection();
	}

	@Override
	public void end() throws SQLException {
		this.lease.end();
	}

	@Override
	public void beforeIsolationChange() throws SQLException {
		this.lease.beforeIsolationChange();
	}

	@Override
	public void written() {
		this.listener.run();
	}

}
