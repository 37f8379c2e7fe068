package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * There is no such tenant; who asked by id learns it only if it reaches every tenant.
 */
public final class TenantNotFoundException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the id nobody has
	 */
	public TenantNotFoundException(TenantId id) {
		super(ErrorCode.TENANT_NOT_FOUND, "Tenant '" + id + "' is not found.", Map.of("tenant_id", id.toString()));
	}

	/**
	 * Creates the exception for a slug that nobody within reach of the caller has.
	 */
	public TenantNotFoundException() {
		super(ErrorCode.TENANT_NOT_FOUND, "No tenant of this slug is found.", Map.of());
	}

}
