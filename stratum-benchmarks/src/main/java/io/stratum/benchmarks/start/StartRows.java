package io.stratum.benchmarks.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.Spread;
import io.stratum.benchmarks.http.Application;
import io.stratum.benchmarks.http.Properties;
import io.stratum.benchmarks.start.Side.Starter;
import io.stratum.isolation.RoleNames;
import io.stratum.test.TestDatabase;

/**
 * Measures what the starter adds to the start of an application.
 *
 * <p>
 * Both have the same entities, repository, controller, Spring Security, actuator and
 * migrations, a server that runs and a database that is migrated already.
 */
public final class StartRows {

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if an application does not start
	 */
	public void measure(Consumer<Row> table) throws Exception {
		compare("the starter", Application::tenanted, Application::plain, table);
		compare("the starter, control plane and springdoc", Application::tenantedWithPlane, Application::plainWithDocs,
				table);
	}

	private static void compare(String what, Starter own, Starter other, Consumer<Row> table) throws Exception {
		try (TestDatabase home = TestDatabase.create(); TestDatabase plainHome = TestDatabase.create()) {
			compare(what, side(own, home, Properties::tenanted), side(other, plainHome, Properties::plain), table);
		}
	}

	private static Side side(Starter starter, TestDatabase home,
			BiFunction<String, RoleNames, Map<String, Object>> properties) {
		return new Side(starter, home.url(), (url) -> properties.apply(url, home.roles()));
	}

	private static void compare(String what, Side own, Side other, Consumer<Row> table) throws Exception {
		own.prepare();
		other.prepare();
		List<Double> ratios = new ArrayList<>();
		for (int round = 0; round < Settings.rounds(); round++) {
			own.turn();
			other.turn();
			ratios.add(other.latestSeconds() / own.latestSeconds());
		}
		table.accept(new Row("second start with " + what, "the same application without", Spread.of(ratios),
				"+ < 0.3 s", own.cost(), other.cost()));
		table.accept(new Row("heap after start with " + what, "the same application without", null, "", own.heap(),
				other.heap()));
	}

}
