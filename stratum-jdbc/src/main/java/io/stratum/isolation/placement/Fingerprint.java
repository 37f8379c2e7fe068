package io.stratum.isolation.placement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest (SHA-256) that keeps its parts apart.
 */
final class Fingerprint {

	private final MessageDigest digest;

	Fingerprint() {
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Fingerprint add(String text) {
		return add(text.getBytes(StandardCharsets.UTF_8));
	}

	Fingerprint add(byte[] bytes) {
		this.digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
		this.digest.update(bytes);
		return this;
	}

	String text() {
		return HexFormat.of().formatHex(this.digest.digest());
	}

}
