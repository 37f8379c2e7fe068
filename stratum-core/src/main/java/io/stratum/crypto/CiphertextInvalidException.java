package io.stratum.crypto;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A ciphertext was altered, stands in another place, or lost its key.
 */
public final class CiphertextInvalidException extends StratumException {

	CiphertextInvalidException() {
		super(ErrorCode.CIPHERTEXT_INVALID,
				"A stored value does not open: it was altered or copied, or its key is destroyed. Set it again.");
	}

}
