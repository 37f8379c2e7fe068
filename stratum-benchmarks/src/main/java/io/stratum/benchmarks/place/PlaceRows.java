package io.stratum.benchmarks.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Spread;
import io.stratum.benchmarks.Work;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOutcome;
import io.stratum.isolation.placement.Provisioner;
import io.stratum.isolation.placement.ProvisioningOptions;

/**
 * Measures how long a schema takes to make and a fleet to look through.
 */
public final class PlaceRows {

	private static final int TABLES = 50;

	private static final int TIMES = 5;

	private static final int[] FLEETS = { 1000, 5000 };

	private static final String BY_HAND = "`create schema` and Flyway by hand, no policies";

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if a place cannot be made
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (Depot depot = new Depot(TABLES)) {
			provisioning(depot, table);
		}
		try (Depot depot = new Depot(1)) {
			fleets(depot, table);
		}
	}

	private static void provisioning(Depot depot, Consumer<Row> table) throws Exception {
		ProvisioningOptions options = ProvisioningOptions.defaults();
		Runnable migrating = depot
			.creation(depot.provisioner(new ProvisioningOptions(options.strategies(), options.timeout(), false, 0, 0)));
		Runnable cloning = depot.creation(depot.provisioner(options));
		Provisioner keeper = depot.provisioner(options.withSpares(TIMES + 1, 0));
		table.accept(row("a schema with " + TABLES + " tables, by migrations", "", migrating, depot));
		table.accept(row("the same, as a clone", "< 1 s", cloning, depot));
		keeper.refill();
		table.accept(row("the same, from the spares", "< 100 ms", depot.creation(keeper), depot));
	}

	private static Row row(String what, String goal, Runnable own, Depot depot) throws Exception {
		own.run();
		depot.createByHand();
		List<Double> owns = new ArrayList<>();
		List<Double> others = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < TIMES; i++) {
			owns.add(millis(own::run));
			others.add(millis(depot::createByHand));
			ratios.add(others.get(i) / owns.get(i));
		}
		return new Row(what, BY_HAND, Spread.of(ratios), goal, cost(owns), cost(others));
	}

	private static void fleets(Depot depot, Consumer<Row> table) throws Exception {
		Runnable creation = depot.creation(depot.provisioner(ProvisioningOptions.defaults()));
		int made = 0;
		for (int size : FLEETS) {
			for (; made < size; made++) {
				creation.run();
			}
			FleetMigration fleet = depot.fleet();
			List<Double> times = new ArrayList<>();
			for (int i = 0; i < TIMES; i++) {
				times.add(millis(() -> look(fleet, size)));
			}
			table.accept(Row.figure("fleet run over %,d schemas, nothing changed".formatted(size), cost(times).time(),
					(size == 1000) ? "< 1 s" : ""));
		}
	}

	private static void look(FleetMigration fleet, int size) {
		if (fleet.run().of(FleetOutcome.UNCHANGED).size() != size) {
			throw new IllegalStateException("Something had changed.");
		}
	}

	private static double millis(Work work) throws Exception {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e6;
	}

	private static Cost cost(List<Double> millis) {
		return new Cost(String.format(Locale.ROOT, "%.1f ms", Spread.of(millis).median()), null, null);
	}

}
