package io.stratum.benchmarks.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.Spread;
import io.stratum.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of memory round by round, each in a virtual machine of its own.
 */
public final class MemoryRows {

	private static final int MOST_ROUNDS = 3;

	private static final List<Pair> PAIRS = List.of(new Pair("bind", "bind, `current()`, close", null, "< 20 ns"),
			new Pair("configAtDepth5", "config, 50 keys, depth 5, warm", "mapCopy", "≥ 0.50"),
			new Pair("configAtDepth20", "config, 50 keys, depth 20, warm", "mapCopy", "≥ 0.50"),
			new Pair("typedValue", "`TenantConfig.get` typed", "mapCopy", "< 1 µs"),
			new Pair("permission", "permission check", null, "< 1 µs"),
			new Pair("tenPolicies", "decision by 10 policies", "tenCel", "> 1, < 1 µs"),
			new Pair("tenPolicies", "decision by 10 policies", "tenCasbin", "> 1, < 1 µs"),
			new Pair("hundredPolicies", "decision by 100 policies", "hundredCel", "> 1"),
			new Pair("hundredPolicies", "decision by 100 policies", "hundredCasbin", "> 1"),
			new Pair("apiKey", "API key, warm", "hmac", "≥ 0.67"),
			new Pair("apiKey", "API key, warm", "sha256", "≥ 0.67"),
			new Pair("findTenant", "`Tenants.find`, warm", null, "< 1 µs"));

	private static final Map<String, String> OTHERS = Map.of("mapCopy", "one `HashMap` copy", "hmac",
			"HMAC-SHA-256 alone", "sha256", "SHA-256 alone", "tenCel", "CEL 0.11, same rules", "hundredCel",
			"CEL 0.11, same rules", "tenCasbin", "jCasbin 1.81, same rules", "hundredCasbin",
			"jCasbin 1.81, same rules");

	private final Map<String, List<Double>> nanos = new HashMap<>();

	private final Map<String, List<Double>> bytes = new HashMap<>();

	/**
	 * Measures and reports each pair.
	 * @param table takes the lines
	 * @throws RunnerException if a benchmark fails
	 */
	public void measure(Consumer<Row> table) throws RunnerException {
		try (TestDatabase database = TestDatabase.create()) {
			for (int round = 0; round < Math.min(MOST_ROUNDS, Settings.rounds()); round++) {
				new Runner(options(database.url())).run().forEach(this::keep);
			}
		}
		PAIRS.forEach((pair) -> table.accept(row(pair)));
	}

	private static Options options(String url) {
		return new OptionsBuilder().include(MemoryBenchmark.class.getName() + "\\..*")
			.forks(1)
			.warmupIterations(3)
			.warmupTime(TimeValue.milliseconds(500))
			.measurementIterations(3)
			.measurementTime(TimeValue.milliseconds(500))
			.addProfiler(GCProfiler.class)
			.jvmArgs("-Xms256m", "-Xmx256m", "-Dlogback.configurationFile=benchmarks-logback.xml",
					"-D" + EngineState.URL + "=" + url)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build();
	}

	private void keep(RunResult run) {
		String method = run.getParams().getBenchmark();
		String name = method.substring(method.lastIndexOf('.') + 1);
		add(this.nanos, name, run.getPrimaryResult().getScore());
		add(this.bytes, name, allocated(run.getSecondaryResults().values()));
	}

	private static void add(Map<String, List<Double>> figures, String name, double figure) {
		figures.computeIfAbsent(name, (key) -> new ArrayList<>()).add(figure);
	}

	@SuppressWarnings("rawtypes") // So JMH declares it.
	private static double allocated(Collection<Result> results) {
		return results.stream()
			.filter((result) -> Set.of("gc.alloc.rate.norm", "·gc.alloc.rate.norm").contains(result.getLabel()))
			.findFirst()
			.orElseThrow()
			.getScore();
	}

	private Row row(Pair pair) {
		if (pair.other == null) {
			return new Row(pair.what, "–", null, pair.goal, cost(pair.own), null);
		}
		List<Double> ratios = new ArrayList<>();
		for (int round = 0; round < figures(this.nanos, pair.own).size(); round++) {
			ratios.add(figures(this.nanos, pair.other).get(round) / figures(this.nanos, pair.own).get(round));
		}
		return new Row(pair.what, OTHERS.getOrDefault(pair.other, pair.other), Spread.of(ratios), pair.goal,
				cost(pair.own), cost(pair.other));
	}

	private Cost cost(String name) {
		return Cost.of(Spread.of(figures(this.nanos, name)).median(), Spread.of(figures(this.bytes, name)).median());
	}

	private static List<Double> figures(Map<String, List<Double>> figures, String name) {
		return figures.getOrDefault(name, List.of());
	}

	/**
	 * Two benchmarks that belong together.
	 */
	private record Pair(String own, String what, @Nullable String other, String goal) {

	}

}
