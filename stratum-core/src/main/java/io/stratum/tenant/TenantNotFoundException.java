package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * There is no such tenant; only callers who reach every tenant are told so.
 */
public final class TenantNotFoundException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the id nobody has
	 */
	public TenantNotFoundException(TenantId id) {
		super(ErrorCode.TENANT_NOT_FOUND, "Tenant '" + id + "' is not found.", Map.of("tenant_id", id.toString()));
	}

}
