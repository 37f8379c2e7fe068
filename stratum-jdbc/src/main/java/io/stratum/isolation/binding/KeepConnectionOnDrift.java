package io.stratum.isolation.binding;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Lets a Hikari pool keep a connection whose prepared statement is to be prepared anew.
 *
 * <p>
 * Without it the pool closes the connection at SQLState 0A000, so the statement cannot be
 * repeated. Named in {@code exceptionOverrideClassName} of the pool.
 */
public final class KeepConnectionOnDrift implements SQLExceptionOverride {

	/**
	 * Creates the override, as the pool does.
	 */
	public KeepConnectionOnDrift() {
	}

	/**
	 * Decides on a connection that answered with an error.
	 * @param error the error
	 * @return to keep it at 0A000, else what the pool decides
	 */
	@java.lang.Override // The interface has a type of that name.
	public Override adjudicate(SQLException error) {
		return "0A000".equals(error.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
	}

}
