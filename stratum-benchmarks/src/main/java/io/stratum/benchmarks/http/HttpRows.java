package io.stratum.benchmarks.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures requests to the sample and to a plain application.
 */
public final class HttpRows {

	private static final int CONNECTIONS = 16;

	private static final Duration TURN = Duration.ofMillis(1500);

	/** Tenants of the sample that can read, by where their orders are. */
	private static final Map<String, String> READERS = new TreeMap<>(
			Map.of("SHARED", "initech write", "SCHEMA", "acme read", "DATABASE", "globex write"));

	private static final Pattern ORDER = Pattern.compile("\"id\":\"([0-9a-f-]{36})\",\"tenant\"");

	private static final UUID PLAIN_ORDER = new UUID(7, 8);

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if an application does not start or a request fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (TestDatabase own = TestDatabase.create(); TestDatabase other = TestDatabase.create()) {
			requests(own, other, table);
		}
	}

	private static void requests(TestDatabase own, TestDatabase other, Consumer<Row> table) throws Exception {
		try (Application sample = Application.sample(Properties.sample(own.url(), own.roles()));
				Application plain = Application.plain(Properties.plain(other.url(), other.roles()))) {
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
				""".formatted(Properties.TENANT, PLAIN_ORDER)).update();
		return new Load(plain.port(), Connection.get("/orders/" + PLAIN_ORDER, Properties.KEY));
	}

	private static String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("There is no '" + pattern + "' in: " + text);
		}
		return matcher.group(1);
	}

}
