package io.stratum.isolation.jdbc;

import java.sql.SQLException;

/**
 * Sends one piece of SQL to the database when asked to.
 *
 * @param <T> what the database answers
 */
@FunctionalInterface
public interface Sending<T> {

	/**
	 * Sends it.
	 * @return the answer
	 * @throws SQLException if the database refuses or cannot be reached
	 */
	T send() throws SQLException;

}
