package io.stratum.access;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * The API key is revoked or expired, so it cannot be changed any more.
 */
public final class ApiKeyInactiveException extends StratumException {

	ApiKeyInactiveException() {
		super(ErrorCode.API_KEY_INACTIVE, "The API key is revoked or expired. Create a new one.");
	}

}
