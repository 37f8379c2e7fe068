package io.stratum.isolation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between driver and server and counts how often the driver waits for an answer.
 *
 * <p>
 * The driver waits after each {@code Sync} and each simple query of the
 * <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">wire
 * protocol</a>.
 */
final class RoundTrips implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

	private final AtomicInteger count = new AtomicInteger();

	private final int target;

	RoundTrips(int target) throws IOException {
		this.target = target;
		start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	int count() {
		return this.count.get();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			start(() -> server.getInputStream().transferTo(client.getOutputStream()));
			start(() -> count(new DataInputStream(client.getInputStream()),
					new DataOutputStream(server.getOutputStream())));
		}
	}

	private void count(DataInputStream from, DataOutputStream to) throws IOException {
		// The first message has no type.
		send(body(from), to);
		while (true) {
			int type = from.readUnsignedByte();
			byte[] body = body(from);
			// Before the driver can have its answer, and ask for the count.
			if (type == 'S' || (type == 'Q' && !isBegin(body))) {
				this.count.incrementAndGet();
			}
			to.writeByte(type);
			send(body, to);
		}
	}

	// It travels with what follows.
	private static boolean isBegin(byte[] query) {
		return new String(query, StandardCharsets.UTF_8).startsWith("BEGIN");
	}

	private static byte[] body(DataInputStream from) throws IOException {
		return from.readNBytes(from.readInt() - Integer.BYTES);
	}

	private static void send(byte[] body, DataOutputStream to) throws IOException {
		to.writeInt(body.length + Integer.BYTES);
		to.write(body);
		to.flush();
	}

	private static void start(Transfer transfer) {
		Thread thread = new Thread(() -> {
			try {
				transfer.run();
			}
			catch (IOException ex) {
				// One side hung up.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private interface Transfer {

		void run() throws IOException;

	}

}
