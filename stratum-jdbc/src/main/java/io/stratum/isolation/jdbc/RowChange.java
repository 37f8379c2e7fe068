package io.stratum.isolation.jdbc;

import java.sql.SQLException;

/**
 * Sends a change that was made in an updatable result.
 */
@FunctionalInterface
public interface RowChange {

	/**
	 * Sends it.
	 * @throws SQLException if the database refuses or cannot be reached
	 */
	void send() throws SQLException;

}
