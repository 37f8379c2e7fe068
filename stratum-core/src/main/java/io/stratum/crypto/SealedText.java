package io.stratum.crypto;

import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ciphertext in its text form {@code st1.<dek-id>.<base64url>}.
 *
 * @param key the data key that opens it
 * @param bytes what Tink wrote
 */
record SealedText(UUID key, byte[] bytes) {

	private static final Pattern FORM = Pattern
		.compile("st1\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]+)");

	static SealedText parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			throw new CiphertextInvalidException();
		}
		return new SealedText(UUID.fromString(matcher.group(1)), decode(matcher.group(2)));
	}

	private static byte[] decode(String base64) {
		try {
			return Base64.getUrlDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new CiphertextInvalidException();
		}
	}

	@Override
	public String toString() {
		return "st1." + this.key + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(this.bytes);
	}

}
