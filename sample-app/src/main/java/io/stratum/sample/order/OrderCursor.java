package io.stratum.sample.order;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import io.stratum.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of orders goes on.
 */
record OrderCursor(Instant createdAt, UUID id) {

	private static final OrderCursor START = new OrderCursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));

	static OrderCursor parse(@Nullable String text) {
		if (text == null) {
			return START;
		}
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ");
			return new OrderCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
		}
		catch (RuntimeException ex) {
			throw InvalidInputException.of("cursor", "The cursor is not one of ours.", "cursor");
		}
	}

	static String after(Order order) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((order.createdAt() + " " + order.id()).getBytes(StandardCharsets.US_ASCII));
	}

}
