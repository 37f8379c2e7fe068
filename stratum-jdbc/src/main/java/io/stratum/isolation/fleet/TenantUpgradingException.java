package io.stratum.isolation.fleet;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The tables of a tenant do not follow the application yet.
 */
public final class TenantUpgradingException extends StratumException {

	/**
	 * Creates the exception.
	 */
	public TenantUpgradingException() {
		super(ErrorCode.SERVICE_UNAVAILABLE, "The tenant's data is being upgraded. Try again later.",
				Map.of("reason", "upgrading", "retry_after", 5));
	}

}
