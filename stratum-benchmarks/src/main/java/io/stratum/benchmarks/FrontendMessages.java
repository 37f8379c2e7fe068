package io.stratum.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a driver sends, and tells after which messages it waits for an answer.
 *
 * <p>
 * A driver waits after each {@code Sync} and each simple query of the
 * <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">wire
 * protocol</a>; {@code BEGIN} travels with what follows.
 */
final class FrontendMessages {

	private static final int LENGTH = 4;

	private final Runnable waits;

	private final ByteArrayOutputStream message = new ByteArrayOutputStream();

	/** The first message has no type. */
	private boolean first = true;

	private int expected;

	FrontendMessages(Runnable waits) {
		this.waits = waits;
	}

	void read(byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			this.message.write(bytes[i]);
			if (isComplete()) {
				complete();
			}
		}
	}

	private boolean isComplete() {
		int header = (this.first ? 0 : 1) + LENGTH;
		int size = this.message.size();
		if (size < header) {
			return false;
		}
		// Only a header that is just complete, or a body, needs to be looked at.
		if (size == header) {
			this.expected = ByteBuffer.wrap(this.message.toByteArray()).getInt(header - LENGTH) + header - LENGTH;
		}
		return size == this.expected;
	}

	private void complete() {
		if (!this.first) {
			byte[] bytes = this.message.toByteArray();
			String text = new String(bytes, 1 + LENGTH, bytes.length - 1 - LENGTH, StandardCharsets.UTF_8);
			if (bytes[0] == 'S' || (bytes[0] == 'Q' && !text.startsWith("BEGIN"))) {
				this.waits.run();
			}
		}
		this.first = false;
		this.message.reset();
	}

}
