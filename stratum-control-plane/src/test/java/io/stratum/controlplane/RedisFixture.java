package io.stratum.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import redis.embedded.RedisServer;

/**
 * A real Redis that can be killed and started again at the same port.
 */
final class RedisFixture implements AutoCloseable {

	private final int port = freePort();

	private RedisServer server = started();

	private final RedisClient client = RedisClient.create(RedisURI.create("localhost", this.port));

	RedisClient client() {
		return this.client;
	}

	void kill() {
		try {
			this.server.stop();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts it again, unless it runs.
	 */
	void restart() {
		if (!this.server.isActive()) {
			this.server = started();
		}
	}

	/**
	 * Waits for what comes sooner or later.
	 */
	static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			LockSupport.parkNanos(20_000_000);
			if (Thread.interrupted()) {
				throw new IllegalStateException("It did not come in time");
			}
		}
	}

	private RedisServer started() {
		try {
			RedisServer redis = RedisServer.newRedisServer().port(this.port).setting("save ''").build();
			redis.start();
			return redis;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
		kill();
	}

}
