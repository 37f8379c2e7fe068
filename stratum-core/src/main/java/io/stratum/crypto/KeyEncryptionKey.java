package io.stratum.crypto;

import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;

/**
 * Key that wraps data keys and never touches a value.
 *
 * <p>
 * <b>Guarantees.</b> The key itself can be read neither from this object nor from its
 * text form.
 */
public final class KeyEncryptionKey {

	private final String id;

	private final Aead aead;

	private KeyEncryptionKey(String id, Aead aead) {
		this.id = id;
		this.aead = aead;
	}

	/**
	 * Reads a key from text, as it stands in a property.
	 * @param text 32 random bytes as Base64 (either alphabet) or as 64 hex digits, or a
	 * Tink keyset in JSON
	 * @return the key
	 * @throws IllegalArgumentException if the text is none of these or obviously not
	 * random; the message does not repeat it
	 */
	public static KeyEncryptionKey ofText(String text) {
		byte[] material = KeyText.read(text);
		try {
			return new KeyEncryptionKey(KeyText.fingerprint(material), KeyText.aead(text, material));
		}
		catch (GeneralSecurityException ex) {
			// The cause may quote the text.
			throw KeyText.unreadable();
		}
	}

	/**
	 * Takes a key that lives elsewhere, such as in a key service.
	 * @param id its stable name, free of secrets, such as its URI
	 * @param aead what encrypts with it
	 * @return the key
	 */
	public static KeyEncryptionKey of(String id, Aead aead) {
		return new KeyEncryptionKey(id, aead);
	}

	/**
	 * Makes the text of a fresh key, to be kept where only the application reads it.
	 * @return 32 random bytes as Base64, 44 characters
	 */
	public static String generate() {
		return KeyText.generate();
	}

	/**
	 * Returns the name under which data keys remember what wrapped them.
	 * @return a name that tells nothing of the key
	 */
	public String id() {
		return this.id;
	}

	byte[] wrap(byte[] plain, byte[] associatedData) throws GeneralSecurityException {
		return this.aead.encrypt(plain, associatedData);
	}

	byte[] unwrap(byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
		return this.aead.decrypt(wrapped, associatedData);
	}

	@Override
	public String toString() {
		return "KeyEncryptionKey[" + this.id + "]";
	}

}
