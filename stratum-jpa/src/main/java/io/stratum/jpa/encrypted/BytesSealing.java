package io.stratum.jpa.encrypted;

/**
 * Seals bytes.
 */
final class BytesSealing extends Sealing<byte[]> {

	@Override
	Class<byte[]> type() {
		return byte[].class;
	}

	@Override
	byte[] bytes(byte[] value) {
		return value;
	}

	@Override
	byte[] value(byte[] bytes) {
		return bytes;
	}

}
