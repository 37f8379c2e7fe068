package io.stratum.benchmarks.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.http.Application;
import io.stratum.benchmarks.http.Connection;

/**
 * Measures warm reads of the control plane of the sample, and its heap under long load.
 */
public final class PlaneRows {

	private static final int CONNECTIONS = 16;

	private static final Duration WARM_UP = Duration.ofSeconds(4);

	private static final Duration TURN = Duration.ofSeconds(5);

	private static final Pattern KEY = Pattern.compile("^  acme read +(sk_test_\\S+)$", Pattern.MULTILINE);

	private static final Pattern TENANT = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if the sample does not start or a request fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		String data = Files.createTempDirectory("stratum-plane").toString();
		try (Application sample = Application.sample(Map.of("stratum.rate-limit.limit", Integer.MAX_VALUE,
				"stratum.embedded.data-dir", data, "server.tomcat.max-keep-alive-requests", -1))) {
			String key = key(sample);
			String tenant = "/api/v1/tenants/" + tenant(sample, key);
			for (String path : new String[] { "", "/config", "/permissions" }) {
				ClosedLoop loop = new ClosedLoop(sample.port(), Connection.get(tenant + path, key));
				loop.run(CONNECTIONS, WARM_UP);
				table.accept(figure("`GET /tenants/{id}" + path + "`", loop.run(CONNECTIONS, TURN), TURN));
			}
			if (Settings.minutes() > 0) {
				table.accept(longLoad(sample, new ClosedLoop(sample.port(), Connection.get(tenant + "/config", key))));
			}
		}
	}

	private static Row longLoad(Application sample, ClosedLoop loop) throws Exception {
		Duration time = Duration.ofMinutes(Settings.minutes());
		long before = sample.heap();
		Latencies latencies = loop.run(CONNECTIONS, time);
		long after = sample.heap();
		return Row.figure(
				"heap before and after " + time.toMinutes() + " minutes at " + perSecond(latencies, time) + " /s",
				String.format(Locale.ROOT, "%.1f → %.1f MiB", before / 1048576.0, after / 1048576.0), "flat");
	}

	private static Row figure(String what, Latencies latencies, Duration time) {
		return Row.figure(what + ", " + CONNECTIONS + " connections",
				String.format(Locale.ROOT, "%s /s, p50 %.2f ms, p99 %.2f ms", perSecond(latencies, time),
						latencies.millis(0.5), latencies.millis(0.99)),
				"");
	}

	private static String perSecond(Latencies latencies, Duration time) {
		return String.format(Locale.ROOT, "%,.0f", latencies.answers() / (time.toMillis() / 1000.0));
	}

	/**
	 * Waits for the keys, which the sample prints once it serves.
	 */
	private static String key(Application sample) {
		while (!KEY.matcher(sample.output()).find()) {
			LockSupport.parkNanos(50_000_000);
		}
		return find(KEY, sample.output());
	}

	private static String tenant(Application sample, String key) throws IOException {
		try (Connection connection = new Connection(sample.port())) {
			return find(TENANT, connection.send(Connection.get("/api/v1/tenants", key)).body());
		}
	}

	private static String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("There is no '" + pattern + "' in: " + text);
		}
		return matcher.group(1);
	}

}
