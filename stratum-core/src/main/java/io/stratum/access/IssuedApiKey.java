package io.stratum.access;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A new API key with its text, which is shown here and never again.
 *
 * @param key the key
 * @param plaintext the text that programs send
 * @param oldKeyEndsAt when the key that this one replaces stops working, or {@code null}
 * if it replaces none
 */
public record IssuedApiKey(ApiKey key, String plaintext, @Nullable Instant oldKeyEndsAt) {

	/**
	 * Names the key without its text.
	 * @return the id and prefix
	 */
	@Override
	public String toString() {
		return "IssuedApiKey[" + this.key.id() + ", " + this.key.keyPrefix() + "...]";
	}

}
