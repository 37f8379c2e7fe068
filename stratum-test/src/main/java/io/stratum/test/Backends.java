package io.stratum.test;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One physical connection for each guard, lent to whoever asks, as a pooler does.
 *
 * <p>
 * Those who hold it take turns, transaction by transaction.
 */
final class Backends implements AutoCloseable {

	private final TestDatabase database;

	private final Map<Guard, SingleConnectionDataSource> open = new EnumMap<>(Guard.class);

	Backends(TestDatabase database) {
		this.database = database;
	}

	DataSource of(Guard guard) {
		return this.open.computeIfAbsent(guard, this::open);
	}

	private SingleConnectionDataSource open(Guard guard) {
		try {
			return new SingleConnectionDataSource(this.database.behind(guard).getConnection(), true);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The pool has no connection.", ex);
		}
	}

	@Override
	public void close() {
		this.open.values().forEach(SingleConnectionDataSource::destroy);
	}

}
