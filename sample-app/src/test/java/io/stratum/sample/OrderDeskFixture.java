package io.stratum.sample;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running order desk on a throw-away database, with the keys it printed.
 */
final class OrderDeskFixture implements AutoCloseable {

	private final ConfigurableApplicationContext application;

	private final PrintedKeys keys;

	private final String output;

	private OrderDeskFixture(ConfigurableApplicationContext application, String output) {
		this.application = application;
		this.output = output;
		this.keys = new PrintedKeys(output);
	}

	static OrderDeskFixture start(String dataDirectory) {
		PrintStream standard = System.out;
		ByteArrayOutputStream captured = new ByteArrayOutputStream();
		System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
		try {
			return new OrderDeskFixture(
					new SpringApplicationBuilder(OrderDeskApplication.class).properties("server.port=0")
						.run("--server.port=0", "--stratum.embedded.data-dir=" + dataDirectory),
					captured.toString(StandardCharsets.UTF_8));
		}
		finally {
			System.setOut(standard);
		}
	}

	String output() {
		return this.output;
	}

	String key(String name) {
		return this.keys.get(name);
	}

	Map<String, String> variables() {
		return this.keys.variables();
	}

	int port() {
		return ((WebServerApplicationContext) this.application).getWebServer().getPort();
	}

	@Override
	public void close() {
		this.application.close();
	}

}
