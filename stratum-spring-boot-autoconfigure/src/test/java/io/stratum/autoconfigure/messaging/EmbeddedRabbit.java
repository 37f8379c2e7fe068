package io.stratum.autoconfigure.messaging;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.qpid.server.SystemLauncher;

/**
 * A broker in this process that speaks the protocol of RabbitMQ (AMQP 0-9-1).
 */
final class EmbeddedRabbit implements AutoCloseable {

	private static final String CONFIG = """
			{
			  "name": "test", "modelVersion": "9.1",
			  "authenticationproviders": [{"name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
			    "users": [{"name": "guest", "type": "managed", "password": "guest"}]}],
			  "ports": [{"name": "amqp", "port": "%d", "bindingAddress": "127.0.0.1",
			    "authenticationProvider": "plain", "protocols": ["AMQP_0_9_1"],
			    "virtualhostaliases": [{"name": "nameAlias", "type": "nameAlias"}]}],
			  "virtualhostnodes": [{"name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
			    "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"}]
			}
			""";

	private final SystemLauncher launcher = new SystemLauncher();

	private final int port;

	EmbeddedRabbit() {
		this.port = freePort();
		try {
			start(Files.createTempFile("broker", ".json"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void start(Path config) throws Exception {
		try {
			Files.writeString(config, CONFIG.formatted(this.port));
			this.launcher.startup(Map.of("type", "Memory", "initialConfigurationLocation", config.toUri().toString(),
					"startupLoggedToSystemOut", "false"));
		}
		finally {
			Files.delete(config);
		}
	}

	int port() {
		return this.port;
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.launcher.shutdown();
	}

}
