package io.stratum.isolation.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that is lent until its end.
 */
public interface Lease {

	/**
	 * Returns what is lent.
	 * @return the connection, tied to nobody
	 */
	Connection connection();

	/**
	 * Gives it back, once.
	 * @throws SQLException if the pool fails to take it
	 */
	void end() throws SQLException;

	/**
	 * Hears that the borrower is about to change the isolation level.
	 * @throws SQLException if the present level cannot be read
	 */
	default void beforeIsolationChange() throws SQLException {
	}

	/**
	 * Hears, behind the end, that the borrower may have changed rows.
	 */
	default void written() {
	}

	/**
	 * Lends a connection that goes back to its pool when it is closed.
	 * @param connection what to lend
	 * @return the lease
	 */
	static Lease of(Connection connection) {
		return new Lease() {

			@Override
			public Connection connection() {
				return connection;
			}

			@Override
			public void end() throws SQLException {
				connection.close();
			}

		};
	}

}
