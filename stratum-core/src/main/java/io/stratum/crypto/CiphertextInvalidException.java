package io.stratum.crypto;

import io.stratum.ErrorCode;
import io.stratum.StratumException;

/**
 * A ciphertext was altered, stands in another place, or lost its key.
 */
public final class CiphertextInvalidException extends StratumException {

	CiphertextInvalidException() {
		this("A stored value");
	}

	CiphertextInvalidException(AssociatedData place) {
		this("A stored value of " + place.purpose() + " '" + place.key() + "'");
	}

	private CiphertextInvalidException(String what) {
		super(ErrorCode.CIPHERTEXT_INVALID,
				what + " does not open: it was altered or copied, or its key is destroyed. Set it again.");
	}

}
