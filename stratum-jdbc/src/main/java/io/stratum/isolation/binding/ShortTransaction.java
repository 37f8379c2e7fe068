package io.stratum.isolation.binding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.stratum.isolation.jdbc.Sending;

/**
 * Gives one statement outside a transaction a bound transaction of its own.
 */
final class ShortTransaction {

	private final Connection connection;

	private final Binding binding;

	private final Statement statement;

	ShortTransaction(Connection connection, Binding binding, Statement statement) {
		this.connection = connection;
		this.binding = binding;
		this.statement = statement;
	}

	<T> T send(Sending<T> sending) throws SQLException {
		int fetchSize = this.statement.getFetchSize();
		if (fetchSize == 0) {
			return commit(sending);
		}
		// A cursor would end with the transaction; without one the driver reads all
		// rows, as it does outside transactions.
		this.statement.setFetchSize(0);
		try {
			return commit(sending);
		}
		finally {
			this.statement.setFetchSize(fetchSize);
		}
	}

	private <T> T commit(Sending<T> sending) throws SQLException {
		this.connection.setAutoCommit(false);
		try {
			this.binding.bind(this.connection);
			T answer = sending.send();
			this.connection.commit();
			this.connection.setAutoCommit(true);
			return answer;
		}
		catch (SQLException | RuntimeException ex) {
			undo(ex);
			throw ex;
		}
	}

	private void undo(Exception cause) {
		try {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
			abort(cause);
		}
	}

	// Nobody may meet a connection whose transaction is in doubt.
	private void abort(Exception cause) {
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

}
