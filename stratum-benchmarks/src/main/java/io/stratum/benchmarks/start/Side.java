package io.stratum.benchmarks.start;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Spread;
import io.stratum.benchmarks.Wire;
import io.stratum.benchmarks.http.Application;
import io.stratum.benchmarks.sql.Pools;

/**
 * One of two applications that take turns at starting.
 */
final class Side {

	private final Starter starter;

	private final String url;

	private final Function<String, Map<String, Object>> properties;

	private final List<Start> starts = new ArrayList<>();

	Side(Starter starter, String url, Function<String, Map<String, Object>> properties) {
		this.starter = starter;
		this.url = url;
		this.properties = properties;
	}

	/**
	 * Starts it once, so that its database is migrated.
	 */
	void prepare() throws Exception {
		this.starter.start(this.properties.apply(this.url)).close();
	}

	/**
	 * Starts it once and notes what that took.
	 */
	void turn() throws Exception {
		try (Application application = this.starter.start(this.properties.apply(this.url))) {
			this.starts.add(Start.of(application));
		}
	}

	double latestSeconds() {
		return this.starts.get(this.starts.size() - 1).seconds();
	}

	Cost cost() throws Exception {
		return new Cost(median().text(), null, null).withRoundTrips(roundTrips());
	}

	Cost heap() {
		return new Cost(median().heapText(), null, null);
	}

	private Start median() {
		return new Start(median(Start::seconds), median(Start::cpuSeconds), median(Start::classes),
				median(Start::heap));
	}

	private double median(ToDoubleFunction<Start> figure) {
		return Spread.of(this.starts.stream().mapToDouble(figure).boxed().toList()).median();
	}

	private int roundTrips() throws Exception {
		try (Wire wire = new Wire(Pools.port(this.url), Duration.ZERO)) {
			String counted = Pools.through(this.url, wire.port());
			return wire.during(() -> this.starter.start(this.properties.apply(counted)).close());
		}
	}

	/**
	 * Starts an application.
	 */
	interface Starter {

		Application start(Map<String, Object> properties) throws IOException;

	}

}
