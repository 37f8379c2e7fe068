package io.stratum.isolation.binding;

import java.sql.SQLException;

import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognizes that a prepared statement met a table with other columns.
 *
 * <p>
 * It happens when the schemas of two tenants differ, or a migration ran. The driver
 * prepares its statements anew after the error.
 */
final class PlanDrift {

	private static final Logger logger = LoggerFactory.getLogger(PlanDrift.class);

	private PlanDrift() {
	}

	/**
	 * Tells whether an error is of this kind, and reports it.
	 */
	static boolean caused(SQLException error) {
		boolean drift = "0A000".equals(error.getSQLState()) && error instanceof PSQLException exception
				&& exception.getServerErrorMessage() != null
				&& "RevalidateCachedQuery".equals(exception.getServerErrorMessage().getRoutine());
		if (drift) {
			logger.warn("A prepared statement met a table with other columns and is prepared anew. "
					+ "If no migration is running, look for schemas that differ.");
		}
		return drift;
	}

}
