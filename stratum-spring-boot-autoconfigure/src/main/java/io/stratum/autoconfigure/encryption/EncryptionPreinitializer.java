package io.stratum.autoconfigure.encryption;

import io.stratum.crypto.KeyEncryptionKey;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Loads what encrypts, beside the start, with a key that is thrown away.
 */
final class EncryptionPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() {
		KeyEncryptionKey.ofText(KeyEncryptionKey.generate());
	}

}
