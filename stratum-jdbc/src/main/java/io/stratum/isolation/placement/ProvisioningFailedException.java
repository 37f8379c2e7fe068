package io.stratum.isolation.placement;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * The place of a new tenant could not be made; nothing of it is left.
 */
public final class ProvisioningFailedException extends StratumException {

	/**
	 * Creates the exception.
	 * @param cause what went wrong, for logs only
	 */
	public ProvisioningFailedException(@Nullable Throwable cause) {
		super(ErrorCode.PROVISIONING_FAILED,
				"The place for the tenant's data could not be made, so the tenant was not created. Try again later.",
				Map.of("retry_after", 5), cause);
	}

}
