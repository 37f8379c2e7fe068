package io.stratum.access;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Hash of an API key under one pepper, compared in constant time.
 */
final class KeyHash {

	private final byte[] bytes;

	KeyHash(byte[] bytes) {
		this.bytes = bytes;
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof KeyHash hash && MessageDigest.isEqual(this.bytes, hash.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

}
