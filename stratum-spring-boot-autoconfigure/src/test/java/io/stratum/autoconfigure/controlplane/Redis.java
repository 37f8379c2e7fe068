package io.stratum.autoconfigure.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

import redis.embedded.RedisServer;

/**
 * A real Redis that can be killed and started again at the same port.
 */
final class Redis implements AutoCloseable {

	private final int port = freePort();

	private RedisServer server;

	Redis() {
		start();
	}

	String url() {
		return "redis://localhost:" + this.port;
	}

	void start() {
		try {
			this.server = RedisServer.newRedisServer().port(this.port).setting("save ''").build();
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds a port below those that outgoing connections get: while Redis is away, one of
	 * them could take its place.
	 */
	private static int freePort() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (BindException ex) {
				// Somebody else listens there.
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
