package io.stratum.engine;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A change lost against others that ran at the same time, also when repeated.
 */
public final class ConcurrentChangeException extends StratumException {

	ConcurrentChangeException(Throwable cause) {
		super(ErrorCode.CONCURRENT_CHANGE, "The change met others that ran at the same time. Send it again.", Map.of(),
				cause);
	}

}
