package io.stratum.autoconfigure.controlplane;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts how often somebody other than the engine's own threads takes a connection.
 */
final class CountingDataSource extends DelegatingDataSource {

	private final AtomicInteger taken = new AtomicInteger();

	CountingDataSource(DataSource target) {
		super(target);
	}

	@Override
	public Connection getConnection() throws SQLException {
		if (!Thread.currentThread().getName().startsWith("stratum-")) {
			this.taken.incrementAndGet();
		}
		return super.getConnection();
	}

	int during(Runnable work) {
		int before = this.taken.get();
		work.run();
		return this.taken.get() - before;
	}

}
