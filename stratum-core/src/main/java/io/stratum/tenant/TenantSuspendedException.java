package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tenant is suspended, so nothing can be done with it for now.
 */
public final class TenantSuspendedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the suspended tenant
	 */
	public TenantSuspendedException(TenantId id) {
		super(ErrorCode.TENANT_SUSPENDED, "Tenant '" + id + "' is suspended. Resume it first.",
				Map.of("tenant_id", id.toString()));
	}

}
