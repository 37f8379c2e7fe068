package io.stratum.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * What this process finds an API key by that it has seen before.
 *
 * <p>
 * A key is stored under an HMAC, which takes four blocks of SHA-256; to find it again in
 * memory one block is enough. The text has 256 random bits, so nothing leads back from
 * its digest, and the salt lets no digest mean anything to another process.
 */
final class KeyDigest {

	// Together with the distinguishing letter and the secret of a key this is the longest
	// message that SHA-256 takes in one block; a prefix of one's own takes another.
	private static final byte[] SALT = new byte[11];

	static {
		new SecureRandom().nextBytes(SALT);
	}

	private final byte[] bytes;

	private KeyDigest(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Digests a key.
	 * @param plaintext a well-formed text
	 */
	static KeyDigest of(String plaintext) {
		try {
			return new KeyDigest(MessageDigest.getInstance("SHA-256").digest(KeyText.distinct(SALT, plaintext)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof KeyDigest digest && MessageDigest.isEqual(this.bytes, digest.bytes);
	}

	@Override
	public int hashCode() {
		// Any four bytes of a digest are as good as all of them.
		return (this.bytes[0] << 24) | ((this.bytes[1] & 0xff) << 16) | ((this.bytes[2] & 0xff) << 8)
				| (this.bytes[3] & 0xff);
	}

}
