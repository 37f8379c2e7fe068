package io.stratum.tenant;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * Code that needs a tenant ran without one.
 */
public final class TenantNotBoundException extends StratumException {

	/**
	 * Creates the exception.
	 */
	public TenantNotBoundException() {
		super(ErrorCode.TENANT_CONTEXT_NOT_FOUND,
				"No tenant is bound, so no row of any tenant can be read or written. Send a credential of a tenant with "
						+ "the request, open TenantContext.bind(tenant) around the work, carry the tenant to other threads "
						+ "with TenantContext.wrap, or say why with CrossTenantAccess.because(\"…\").");
	}

}
