package io.stratum.isolation;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL refused a statement that would cross the boundary of a tenant.
 */
public final class TenantIsolationException extends StratumException {

	/**
	 * Creates the exception.
	 * @param cause what the database said, for logs only
	 */
	public TenantIsolationException(@Nullable Throwable cause) {
		super(ErrorCode.ISOLATION_VIOLATION,
				"The database refused a statement that reaches beyond the bound tenant or beyond the rights of the "
						+ "application. Write rows of the bound tenant only, or say why with CrossTenantAccess.because(\"…\").",
				Map.of(), cause);
	}

}
