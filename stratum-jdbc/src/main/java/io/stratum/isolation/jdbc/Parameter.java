package io.stratum.isolation.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Value of a parameter, which can be set on more than one statement.
 */
@FunctionalInterface
public interface Parameter {

	/**
	 * Sets the value.
	 * @param statement the statement
	 * @param index its place there, from 1
	 * @throws SQLException if the driver refuses it
	 */
	void set(PreparedStatement statement, int index) throws SQLException;

}
