package io.stratum.controlplane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import io.stratum.InvalidInputException;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the places where lists go on.
 *
 * <p>
 * A cursor is the id of the last row seen, signed for its list; a plain id is taken too.
 */
final class Cursors {

	private static final int ID = 16;

	private static final int SIGNATURE = 16;

	private final HmacKey key;

	Cursors(HmacKey key) {
		this.key = key;
	}

	String write(String list, UUID last) {
		byte[] id = bytes(last);
		byte[] cursor = ByteBuffer.allocate(ID + SIGNATURE).put(id).put(signature(list, id)).array();
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
	}

	@Nullable UUID read(String list, @Nullable String cursor) {
		if (cursor == null || TenantId.isCanonical(cursor)) {
			return (cursor != null) ? UUID.fromString(cursor) : null;
		}
		byte[] bytes = decode(cursor);
		byte[] id = Arrays.copyOf(bytes, ID);
		if (bytes.length != ID + SIGNATURE
				|| !MessageDigest.isEqual(signature(list, id), Arrays.copyOfRange(bytes, ID, bytes.length))) {
			throw refusal();
		}
		ByteBuffer buffer = ByteBuffer.wrap(id);
		return new UUID(buffer.getLong(), buffer.getLong());
	}

	private byte[] signature(String list, byte[] id) {
		return Arrays.copyOf(
				this.key.sign("cursor|".getBytes(StandardCharsets.UTF_8), list.getBytes(StandardCharsets.UTF_8), id),
				SIGNATURE);
	}

	private static byte[] decode(String cursor) {
		try {
			return Base64.getUrlDecoder().decode(cursor);
		}
		catch (IllegalArgumentException ex) {
			throw refusal();
		}
	}

	private static byte[] bytes(UUID id) {
		return ByteBuffer.allocate(ID)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	private static InvalidInputException refusal() {
		return InvalidInputException.of("cursor", "The cursor is none that this list gave out.", "cursor");
	}

}
