package io.stratum.isolation;

import java.time.Duration;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * All connections a tenant may have are in use, and none came back in time.
 */
public final class TenantBusyException extends StratumException {

	/**
	 * Creates the exception.
	 * @param waited how long the caller waited
	 */
	public TenantBusyException(Duration waited) {
		super(ErrorCode.SERVICE_UNAVAILABLE, "No connection to the tenant's database became free within "
				+ waited.toMillis() + " ms. Try again later.", Map.of("reason", "busy", "retry_after", 1));
	}

}
