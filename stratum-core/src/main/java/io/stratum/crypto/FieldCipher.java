package io.stratum.crypto;

import java.nio.charset.StandardCharsets;

import io.stratum.engine.EngineDatabase;

/**
 * Seals single values for a tenant and a place, and opens them there again.
 *
 * <p>
 * <b>Guarantees.</b> A value opens only for the tenant, purpose and key it was sealed for
 * (AES-256-GCM with associated data). Copied elsewhere or altered it does not open. It
 * says nothing of its length, order or repetition to be hidden: the length of a value can
 * be seen.
 */
public final class FieldCipher {

	private final EngineDatabase database;

	private final DataKeys keys;

	/**
	 * Creates a cipher.
	 * @param database where data keys are held while they seal
	 * @param keys the data keys
	 */
	public FieldCipher(EngineDatabase database, DataKeys keys) {
		this.database = database;
		this.keys = keys;
	}

	/**
	 * Seals a text.
	 * @param place where it belongs
	 * @param plain the text
	 * @return ciphertext {@code st1.<dek-id>.<base64url>}, another one each time
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public String seal(AssociatedData place, String plain) {
		return seal(place, plain.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Seals bytes.
	 * @param place where they belong
	 * @param plain the bytes
	 * @return ciphertext {@code st1.<dek-id>.<base64url>}, another one each time
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public String seal(AssociatedData place, byte[] plain) {
		if (!this.database.isWriting()) {
			this.keys.prepare(place.tenant());
		}
		return this.database.write(() -> {
			DataKey key = this.keys.hold(place.tenant(), place.purpose());
			return new SealedText(key.id(), key.seal(plain, place.bytes())).toString();
		});
	}

	/**
	 * Seals bytes that any transaction may store, for their key outlives each rotation.
	 * <p>
	 * The data key is marked once and remembered, so this needs no statement when warm.
	 * Rotations give later values a fresh key and keep this one.
	 * @param place where they belong; no {@link SealedColumn} may stand for its purpose
	 * @param plain the bytes
	 * @return ciphertext {@code st1.<dek-id>.<base64url>}, another one each time
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public String sealForGood(AssociatedData place, byte[] plain) {
		DataKey key = this.keys.kept().key(place.tenant(), place.purpose());
		return new SealedText(key.id(), key.seal(plain, place.bytes())).toString();
	}

	/**
	 * Returns a keyed digest, the same each time for one value at one place.
	 * <p>
	 * Its key is made of the first data key that was used for the purpose, which outlives
	 * each rotation and goes only when the keys of the tenant are destroyed.
	 * @param place where the value belongs; no {@link SealedColumn} may stand for its
	 * purpose
	 * @param plain the value
	 * @return HMAC-SHA256 as base64url, 43 characters
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public String digest(AssociatedData place, byte[] plain) {
		return this.keys.kept().first(place.tenant(), place.purpose()).digest(plain, place.bytes());
	}

	/**
	 * Opens a text.
	 * @param place where the ciphertext was found
	 * @param sealed the ciphertext
	 * @return the text
	 * @throws CiphertextInvalidException if it was altered, sealed for another place, or
	 * its key is destroyed
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public String open(AssociatedData place, String sealed) {
		return new String(openBytes(place, sealed), StandardCharsets.UTF_8);
	}

	/**
	 * Opens bytes.
	 * @param place where the ciphertext was found
	 * @param sealed the ciphertext
	 * @return the bytes
	 * @throws CiphertextInvalidException if it was altered, sealed for another place, or
	 * its key is destroyed
	 * @throws EncryptionKeyUnavailableException if the key-encryption key is out of reach
	 */
	public byte[] openBytes(AssociatedData place, String sealed) {
		try {
			SealedText text = SealedText.parse(sealed);
			return this.keys.find(text.key())
				.filter((key) -> key.belongsTo(place.tenant()))
				.orElseThrow(CiphertextInvalidException::new)
				.open(text.bytes(), place.bytes());
		}
		catch (CiphertextInvalidException ex) {
			throw new CiphertextInvalidException(place);
		}
	}

}
