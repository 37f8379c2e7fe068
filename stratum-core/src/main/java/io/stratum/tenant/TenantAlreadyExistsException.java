package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A slug is taken; by whom is not told.
 */
public final class TenantAlreadyExistsException extends StratumException {

	/**
	 * Creates the exception.
	 */
	public TenantAlreadyExistsException() {
		super(ErrorCode.TENANT_ALREADY_EXISTS, "A tenant with this slug exists already. Choose another slug.",
				Map.of());
	}

}
