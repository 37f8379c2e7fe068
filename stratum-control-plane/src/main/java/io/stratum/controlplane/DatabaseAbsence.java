package io.stratum.controlplane;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Recognizes that the engine's database cannot be reached, which is no fault of this
 * program.
 */
final class DatabaseAbsence {

	private DatabaseAbsence() {
	}

	static boolean isCauseOf(@Nullable Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (is(cause)) {
				return true;
			}
		}
		return false;
	}

	private static boolean is(Throwable cause) {
		return cause instanceof CannotCreateTransactionException || cause instanceof TransactionSystemException
				|| (cause instanceof DataAccessException failure && isOfResource(failure));
	}

	private static boolean isOfResource(DataAccessException failure) {
		return failure instanceof DataAccessResourceFailureException
				|| failure instanceof TransientDataAccessResourceException
				|| failure instanceof RecoverableDataAccessException;
	}

	static StratumException refusal() {
		return new StratumException(ErrorCode.SERVICE_UNAVAILABLE,
				"The database cannot be reached now. Try again later.", Map.of("reason", "database"));
	}

}
