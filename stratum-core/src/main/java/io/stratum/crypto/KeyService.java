package io.stratum.crypto;

import java.security.GeneralSecurityException;

import com.google.crypto.tink.KmsClients;

/**
 * Finds a key-encryption key that lives in a key service.
 */
@FunctionalInterface
public interface KeyService {

	/**
	 * Returns a key by its address.
	 * @param uri the address, such as {@code aws-kms://arn:aws:kms:…}
	 * @return the key; the service may be called each time it is used
	 * @throws EncryptionKeyUnavailableException if no service knows the address
	 */
	KeyEncryptionKey key(String uri);

	/**
	 * Finds keys through the Tink extensions on the class path.
	 * @return a service that knows whatever they know
	 */
	static KeyService ofTinkExtensions() {
		return (uri) -> {
			try {
				return KeyEncryptionKey.of(uri, KmsClients.get(uri).getAead(uri));
			}
			catch (GeneralSecurityException ex) {
				throw new EncryptionKeyUnavailableException(ex);
			}
		};
	}

}
