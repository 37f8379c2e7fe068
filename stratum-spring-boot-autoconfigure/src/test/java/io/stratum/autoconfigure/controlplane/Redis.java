package io.stratum.autoconfigure.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import redis.embedded.RedisServer;

/**
 * A real Redis that can be killed and started again at the same port.
 */
final class Redis implements AutoCloseable {

	private final int port;

	private RedisServer server;

	Redis() {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
