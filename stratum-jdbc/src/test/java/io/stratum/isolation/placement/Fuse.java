package io.stratum.isolation.placement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Ends a node, or fails it once, at its n-th connection to any database.
 */
final class Fuse {

	private volatile int at;

	private final boolean deadly;

	private final AtomicInteger connections = new AtomicInteger();

	private Fuse(int at, boolean deadly) {
		this.at = at;
		this.deadly = deadly;
	}

	static Fuse none() {
		return new Fuse(Integer.MAX_VALUE, false);
	}

	/** The node dies at its n-th connection, and does nothing from then on. */
	static Fuse killsAt(int connection) {
		return new Fuse(connection, true);
	}

	/** The n-th connection fails, the others do not. */
	static Fuse failsAt(int connection) {
		return new Fuse(connection, false);
	}

	/** Leaves the node some connections before it dies. */
	void leave(int connections) {
		this.at = this.connections.get() + connections + 1;
	}

	boolean hasBlown() {
		return this.connections.get() >= this.at;
	}

	DataSource guard(DataSource dataSource) {
		return new DelegatingDataSource(dataSource) {

			@Override
			public Connection getConnection() throws SQLException {
				tick();
				return super.getConnection();
			}

		};
	}

	OwnerServer guard(OwnerServer server) {
		return new OwnerServer() {

			@Override
			public String name() {
				return server.name();
			}

			@Override
			public RoleNames roles() {
				return server.roles();
			}

			@Override
			public DataSource connect(@Nullable String database, Settings settings) {
				return guard(server.connect(database, settings));
			}

		};
	}

	private void tick() throws SQLException {
		int count = this.connections.incrementAndGet();
		if (this.deadly && count >= this.at) {
			throw new NodeDied();
		}
		if (count == this.at) {
			throw new SQLException("No route to host.", "08001");
		}
	}

	/**
	 * What nobody catches, like the end of a process.
	 */
	static final class NodeDied extends Error {

	}

}
