package io.stratum.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.Spread;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.isolation.RoleNames;
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures requests, start and heap of the sample and of a plain application.
 */
public final class HttpRows {

	private static final int CONNECTIONS = 16;

	private static final int MOST_STARTS = 3;

	private static final Duration TURN = Duration.ofMillis(1500);

	/** Tenants of the sample that can read, by where their orders are. */
	private static final Map<String, String> READERS = new TreeMap<>(
			Map.of("SHARED", "initech write", "SCHEMA", "acme read", "DATABASE", "globex write"));

	private static final Pattern ORDER = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"tenant\"");

	private static final String PLAIN_KEY = "sk_test_0123456789012345678901234567890123456789012";

	private static final String ENCRYPTION_KEY = KeyEncryptionKey.generate();

	private static final UUID PLAIN_TENANT = new UUID(7, 7);

	private static final UUID PLAIN_ORDER = new UUID(7, 8);

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if an application does not start or a request fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (TestDatabase own = TestDatabase.create(); TestDatabase other = TestDatabase.create()) {
			requests(own, other, table);
			starts(own, other, table);
		}
	}

	private static void requests(TestDatabase own, TestDatabase other, Consumer<Row> table) throws Exception {
		try (Application sample = Application.sample(sampleProperties(own));
				Application plain = Application.plain(plainProperties(other))) {
			Load otherLoad = plainLoad(plain, other);
			otherLoad.run(CONNECTIONS, TURN.multipliedBy(4));
			for (Map.Entry<String, String> reader : READERS.entrySet()) {
				Load ownLoad = sampleLoad(sample, reader.getValue());
				ownLoad.run(CONNECTIONS, TURN.multipliedBy(4));
				table.accept(requests("%s: `GET /orders/{id}`, %d connections".formatted(reader.getKey(), CONNECTIONS),
						ownLoad, otherLoad));
				table.accept(Row.figure(reader.getKey() + ": 1,000 authenticated reads by 200 at once, pool of 10",
						ownLoad.errors(200, 5) + " errors", "0 errors"));
			}
		}
	}

	private static Row requests(String what, Load own, Load other) throws Exception {
		List<Double> owns = new ArrayList<>();
		List<Double> others = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		for (int round = 0; round < Settings.rounds(); round++) {
			owns.add(own.run(CONNECTIONS, TURN));
			others.add(other.run(CONNECTIONS, TURN));
			ratios.add(owns.get(round) / others.get(round));
		}
		return new Row(what, "a plain application, tenant by hand", Spread.of(ratios), "≥ 0.90", perSecond(owns),
				perSecond(others));
	}

	private static Cost perSecond(List<Double> rates) {
		return new Cost(String.format(Locale.ROOT, "%,.0f /s", Spread.of(rates).median()), null, null);
	}

	private static Load sampleLoad(Application sample, String reader) throws IOException {
		String key = find(Pattern.compile("^  " + reader + " +(sk_test_\\S+)$", Pattern.MULTILINE), sample.output());
		try (Connection connection = new Connection(sample.port())) {
			String id = find(ORDER, connection.send(Connection.get("/orders?limit=1", key)).body());
			return new Load(sample.port(), Connection.get("/orders/" + id, key));
		}
	}

	private static Load plainLoad(Application plain, TestDatabase database) {
		JdbcClient.create(database.owner()).sql("""
				insert into orders values ('%1$s', '%2$s', 'AC-3', 'placed', 'EUR', 250, 'seed', now(), 0);
				insert into order_line values ('%1$s', gen_random_uuid(), '%2$s', 0, 'BOLT-8', 25, 10);
				grant select on orders, order_line, order_tag to stratum_app;
				""".formatted(PLAIN_TENANT, PLAIN_ORDER)).update();
		return new Load(plain.port(), Connection.get("/orders/" + PLAIN_ORDER, PLAIN_KEY));
	}

	private static void starts(TestDatabase own, TestDatabase other, Consumer<Row> table) throws Exception {
		List<Double> owns = new ArrayList<>();
		List<Double> others = new ArrayList<>();
		List<Double> more = new ArrayList<>();
		List<Double> ownHeaps = new ArrayList<>();
		List<Double> otherHeaps = new ArrayList<>();
		for (int round = 0; round < Math.min(MOST_STARTS, Settings.rounds()); round++) {
			try (Application sample = Application.sample(sampleProperties(own))) {
				owns.add(sample.startSeconds());
				ownHeaps.add(sample.heap() / 1048576.0);
			}
			try (Application plain = Application.plain(plainProperties(other))) {
				others.add(plain.startSeconds());
				otherHeaps.add(plain.heap() / 1048576.0);
			}
			more.add(others.get(round) / owns.get(round));
		}
		table.accept(new Row("start until it serves", "a plain application", Spread.of(more), "+ < 0.3 s",
				figure(owns, "%.1f s"), figure(others, "%.1f s")));
		table.accept(new Row("heap after start", "a plain application", null, "", figure(ownHeaps, "%.0f MiB"),
				figure(otherHeaps, "%.0f MiB")));
	}

	private static Cost figure(List<Double> figures, String format) {
		return new Cost(String.format(Locale.ROOT, format, Spread.of(figures).median()), null, null);
	}

	private static Map<String, Object> sampleProperties(TestDatabase database) {
		RoleNames roles = database.roles();
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.datasource.url", database.url());
		properties.put("spring.datasource.username", roles.application());
		properties.put("stratum.embedded.enabled", false);
		properties.put("stratum.owner.username", roles.owner());
		properties.put("stratum.owner.password", "");
		properties.put("stratum.platform.username", roles.platform());
		properties.put("stratum.platform.password", "");
		properties.put("stratum.isolation.roles.subtree-reader", roles.subtreeReader());
		properties.put("stratum.api-key.hmac-secret", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
		properties.put("stratum.encryption.key", ENCRYPTION_KEY);
		return properties;
	}

	private static Map<String, Object> plainProperties(TestDatabase database) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.datasource.url", database.url());
		properties.put("spring.datasource.username", database.roles().application());
		properties.put("spring.flyway.user", database.roles().owner());
		properties.put("spring.flyway.url", database.url());
		properties.put("spring.flyway.baseline-on-migrate", true);
		properties.put("spring.flyway.locations",
				"filesystem:" + Settings.sample().resolve("src/main/resources/db/migration").toAbsolutePath());
		properties.put("spring.jpa.open-in-view", false);
		properties.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
		properties.put("plain.key", PLAIN_KEY);
		properties.put("plain.tenant", PLAIN_TENANT);
		return properties;
	}

	private static String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("There is no '" + pattern + "' in: " + text);
		}
		return matcher.group(1);
	}

}
