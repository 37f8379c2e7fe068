package io.stratum.isolation;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * The database of a tenant is out of reach; no other one takes its place.
 */
public final class TenantUnavailableException extends StratumException {

	/**
	 * Creates the exception.
	 * @param cause what the driver said, for logs only
	 */
	public TenantUnavailableException(@Nullable Throwable cause) {
		super(ErrorCode.SERVICE_UNAVAILABLE, "The tenant's database is out of reach for now. Try again later.",
				Map.of("reason", "unavailable", "retry_after", 5), cause);
	}

}
