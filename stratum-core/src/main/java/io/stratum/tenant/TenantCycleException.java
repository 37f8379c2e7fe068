package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tenant would come to lie below itself.
 */
public final class TenantCycleException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the tenant to be moved
	 * @param destination the tenant it was to be moved under
	 */
	public TenantCycleException(TenantId id, TenantId destination) {
		super(ErrorCode.TENANT_CYCLE_DETECTED,
				"Tenant '" + id + "' cannot move under '" + destination + "', which is itself or lies below it.",
				Map.of("tenant_id", id.toString(), "new_parent_id", destination.toString()));
	}

}
