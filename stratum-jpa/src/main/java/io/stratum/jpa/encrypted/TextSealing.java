package io.stratum.jpa.encrypted;

import java.nio.charset.StandardCharsets;

/**
 * Seals a text.
 */
final class TextSealing extends Sealing<String> {

	@Override
	Class<String> type() {
		return String.class;
	}

	@Override
	byte[] bytes(String value) {
		return value.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	String value(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
