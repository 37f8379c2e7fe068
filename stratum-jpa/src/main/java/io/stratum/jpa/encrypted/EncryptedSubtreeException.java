package io.stratum.jpa.encrypted;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A read of a subtree met an encrypted attribute, whose row may be of any tenant in it.
 */
public final class EncryptedSubtreeException extends StratumException {

	EncryptedSubtreeException(String column) {
		super(ErrorCode.INTERNAL_SERVER_ERROR, "The column '" + column
				+ "' is encrypted for the tenant of each row, which a read of a subtree does not bind. Select other "
				+ "attributes there, and read this one with TenantContext.bind(tenant).", Map.of("column", column));
	}

}
