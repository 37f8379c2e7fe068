package io.stratum.crypto;

import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import org.jspecify.annotations.Nullable;

/**
 * No key-encryption key at hand opens the data key, or the key service is out of reach.
 */
public final class EncryptionKeyUnavailableException extends StratumException {

	EncryptionKeyUnavailableException(@Nullable Throwable cause) {
		super(ErrorCode.ENCRYPTION_KEY_UNAVAILABLE,
				"The key-encryption key is not available. Check the encryption key, the previous keys and the key service.",
				Map.of(), cause);
	}

}
