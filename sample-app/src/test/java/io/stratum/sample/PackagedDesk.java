package io.stratum.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An order desk in a process of its own, started from its jar.
 */
final class PackagedDesk implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration LONGEST_START = Duration.ofMinutes(10);

	private final Process process;

	private final Path output;

	private PackagedDesk(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static PackagedDesk start(Path directory) throws IOException, InterruptedException {
		return start(directory, List.of("-jar", Path.of("target", "sample-app.jar").toString()));
	}

	/**
	 * Starts it another way.
	 * @param arguments what Java is told to run
	 */
	static PackagedDesk start(Path directory, List<String> arguments) throws IOException, InterruptedException {
		Path output = directory.resolve("output.log");
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		command.add("--server.port=0");
		command.add("--stratum.embedded.data-dir=" + directory.resolve("desk-data"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		PackagedDesk desk = new PackagedDesk(process, output);
		desk.awaitSeed();
		return desk;
	}

	private void awaitSeed() throws IOException, InterruptedException {
		try {
			await().atMost(LONGEST_START).until(() -> isSeeded() || !this.process.isAlive());
		}
		finally {
			if (!isSeeded()) {
				close();
			}
		}
		assertThat(isSeeded()).as("The order desk did not start:\n%s", output()).isTrue();
	}

	private boolean isSeeded() throws IOException {
		return output().contains("API keys, shown this once") && output().contains("southgate admin");
	}

	PrintedKeys keys() throws IOException {
		return new PrintedKeys(output());
	}

	int port() throws IOException {
		Matcher matcher = PORT.matcher(output());
		if (!matcher.find()) {
			throw new IllegalStateException("The order desk does not say its port");
		}
		return Integer.parseInt(matcher.group(1));
	}

	String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}
