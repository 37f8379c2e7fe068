package io.stratum.isolation.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Has a say in how the statements of one connection are prepared.
 */
@FunctionalInterface
public interface StatementPreparation {

	/** Prepares each text as it is. */
	StatementPreparation PLAIN = (sql, preparing) -> preparing.prepare(sql);

	/**
	 * Prepares a statement.
	 * @param sql the text as it was given
	 * @param preparing prepares a text on the connection
	 * @return the statement to hand out, which leads back to the connection
	 * @throws SQLException if the text is refused
	 */
	PreparedStatement prepare(String sql, Preparing preparing) throws SQLException;

	/**
	 * Prepares a text as it is.
	 */
	@FunctionalInterface
	interface Preparing {

		/**
		 * Prepares a statement.
		 * @param sql the text
		 * @return the statement
		 * @throws SQLException if the text is refused
		 */
		PreparedStatement prepare(String sql) throws SQLException;

	}

}
