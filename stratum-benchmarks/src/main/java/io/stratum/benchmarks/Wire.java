package io.stratum.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between driver and server, counts round trips and makes each of them longer.
 */
public final class Wire implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final AtomicInteger count = new AtomicInteger();

	private final int target;

	private final Duration delay;

	/**
	 * Opens a way to a server on this machine.
	 * @param target port of the server
	 * @param delay what each round trip takes longer, zero for nothing
	 * @throws IOException if there is no free port
	 */
	public Wire(int target, Duration delay) throws IOException {
		this.target = target;
		this.delay = delay;
		start(this::accept);
	}

	/**
	 * Returns where to connect to; without TLS, which cannot be read.
	 * @return a port of this machine
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Counts the round trips of some work.
	 * @param work what to do
	 * @return how often a driver waited for the server
	 * @throws Exception what the work throws
	 */
	public int during(Work work) throws Exception {
		int before = this.count.get();
		work.run();
		return this.count.get() - before;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			start(() -> server.getInputStream().transferTo(client.getOutputStream()));
			start(() -> forward(client.getInputStream(), server.getOutputStream()));
		}
	}

	private void forward(InputStream from, OutputStream to) throws IOException {
		byte[] buffer = new byte[BUFFER];
		FrontendMessages messages = new FrontendMessages(this.count::incrementAndGet);
		for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
			messages.read(buffer, length);
			pause();
			to.write(buffer, 0, length);
		}
		to.close();
	}

	private void pause() {
		long end = System.nanoTime() + this.delay.toNanos();
		for (long left = this.delay.toNanos(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private static void start(Transfer transfer) {
		Thread thread = new Thread(() -> {
			try {
				transfer.run();
			}
			catch (IOException ex) {
				// One side hung up.
			}
		}, "wire");
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
