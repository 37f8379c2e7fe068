package io.stratum.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

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
		this.client.shutdown();
		kill();
	}

}
