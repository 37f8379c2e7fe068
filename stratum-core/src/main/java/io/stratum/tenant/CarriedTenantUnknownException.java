package io.stratum.tenant;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Work arrived for a tenant that is unknown or not in use, so it was not done.
 */
public final class CarriedTenantUnknownException extends StratumException {

	/**
	 * Creates the exception.
	 */
	public CarriedTenantUnknownException() {
		super(ErrorCode.TENANT_NOT_FOUND, "The work names a tenant that is unknown or not in use; it was not done.");
	}

}
