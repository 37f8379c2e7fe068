package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A tenant is archived, so it is shown only to those who ask for archived ones.
 */
public final class TenantArchivedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param id the archived tenant
	 */
	public TenantArchivedException(TenantId id) {
		super(ErrorCode.TENANT_ARCHIVED, "Tenant '" + id + "' is archived. Resume it first.",
				Map.of("tenant_id", id.toString()));
	}

}
