package io.stratum.isolation.placement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A server whose owner stops before its first connection until it is told to go on.
 */
record SlowServer(OwnerServer server, CountDownLatch stopped, CountDownLatch goesOn,
		Runnable awake) implements OwnerServer {

	@Override
	public String name() {
		return this.server.name();
	}

	@Override
	public RoleNames roles() {
		return this.server.roles();
	}

	@Override
	public DataSource connect(@Nullable String database, Settings settings) {
		return new DelegatingDataSource(this.server.connect(database, settings)) {

			@Override
			public Connection getConnection() throws SQLException {
				SlowServer.this.stopped.countDown();
				try {
					SlowServer.this.goesOn.await();
					SlowServer.this.awake.run();
				}
				catch (InterruptedException ex) {
					throw new SQLException(ex);
				}
				return super.getConnection();
			}

		};
	}

}
