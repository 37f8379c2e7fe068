package io.stratum.tenant;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The tenant is suspended or archived, which only callers admitted to it are told.
 */
public final class TenantStatusException extends StratumException {

	private TenantStatusException(ErrorCode code, String message, TenantId id) {
		super(code, message, Map.of("tenant_id", id.toString()));
	}

	/**
	 * Refuses a tenant that is not in use.
	 * @param tenant the tenant
	 * @throws TenantStatusException with {@code TENANT_SUSPENDED} or
	 * {@code TENANT_ARCHIVED}
	 */
	public static void requireActive(Tenant tenant) {
		switch (tenant.status()) {
			case SUSPENDED -> throw new TenantStatusException(ErrorCode.TENANT_SUSPENDED,
					"Tenant '" + tenant.id() + "' is suspended. Resume it first.", tenant.id());
			case ARCHIVED -> throw new TenantStatusException(ErrorCode.TENANT_ARCHIVED,
					"Tenant '" + tenant.id() + "' is archived. Resume it first.", tenant.id());
			case ACTIVE -> {
			}
		}
	}

}
