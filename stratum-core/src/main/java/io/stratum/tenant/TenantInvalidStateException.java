package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The status of a tenant does not allow a step of its life.
 */
public final class TenantInvalidStateException extends StratumException {

	/**
	 * Creates the exception.
	 * @param tenant the tenant
	 * @param step the step that is not possible
	 */
	public TenantInvalidStateException(Tenant tenant, LifecycleStep step) {
		super(ErrorCode.TENANT_INVALID_STATE,
				"Tenant '" + tenant.id() + "' is " + tenant.status().wireName() + ", so it is not possible to "
						+ step.wireName() + " it.",
				Map.of("tenant_id", tenant.id().toString(), "from", tenant.status().wireName(), "operation",
						step.wireName(), "allowed_from",
						step.allowedFrom().stream().map(TenantStatus::wireName).toList()));
	}

}
