package io.stratum.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A sensitive value, which shows itself only when asked by name.
 *
 * <p>
 * <b>Guarantees.</b> Neither its text form nor its JSON contains the value.
 */
public final class Secret {

	private static final String MASK = "[redacted]";

	private final String value;

	Secret(String value) {
		this.value = value;
	}

	/**
	 * Returns the value in clear.
	 * @return the text; the JSON text if the value is no text
	 */
	public String reveal() {
		return this.value;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
	}

	/**
	 * Returns the same for all secrets, so that it tells nothing of the value.
	 */
	@Override
	public int hashCode() {
		return Secret.class.hashCode();
	}

	/**
	 * Returns a mask.
	 * @return {@code [redacted]}
	 */
	@JsonValue
	@Override
	public String toString() {
		return MASK;
	}

	private byte[] bytes() {
		return this.value.getBytes(StandardCharsets.UTF_8);
	}

}
