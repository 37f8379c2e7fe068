package io.stratum.benchmarks.sql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import io.stratum.benchmarks.Duel;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Wire;
import io.stratum.benchmarks.Work;
import io.stratum.benchmarks.sql.Side.Operation;
import io.stratum.tenant.Tenant;

/**
 * Measures transactions per strategy, interface and latency.
 */
public final class SqlRows {

	private static final Duration LATENCY = Duration.ofNanos(500_000);

	private static final int WARM_UP = 30;

	private static final String GOAL = "≥ 0.97";

	/**
	 * Measures and reports each pair, straight and with a longer way.
	 * @param table takes the lines
	 * @throws Exception if a statement fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (OrderDatabase orders = new OrderDatabase();
				Wire wire = new Wire(Pools.port(orders.home.url()), LATENCY);
				World near = new World(orders, Pools.port(orders.home.url()));
				World far = new World(orders, wire.port())) {
			for (Pair nearby : pairs(orders, near).values()) {
				Pair distant = pairs(orders, far).get(nearby.title);
				if (distant == null) {
					throw new IllegalStateException(nearby.title);
				}
				for (Operation operation : nearby.operations) {
					Counted counted = distant.count(operation, wire);
					table.accept(counted.on(nearby.duel(operation, "loopback")));
					table.accept(counted.on(distant.duel(operation, "0.5 ms")));
				}
			}
		}
	}

	private static Map<String, Pair> pairs(OrderDatabase orders, World world) {
		Map<String, Pair> pairs = new LinkedHashMap<>();
		Map<Tenant, String> strategies = new LinkedHashMap<>();
		strategies.put(orders.shared, "`where tenant_id = ?` by hand");
		strategies.put(orders.schema, "one plain schema");
		strategies.put(orders.database, "one plain pool");
		strategies.forEach((tenant, other) -> {
			UUID known = orders.known(tenant);
			String name = tenant.slug().toUpperCase(Locale.ROOT);
			add(pairs, new Pair(name + ", `JdbcClient`", other, GOAL, Operation.values(), world.ownJdbc(tenant),
					world.otherJdbc(tenant), known));
			add(pairs, new Pair(name + ", JPA", other, GOAL, Operation.values(), world.ownJpa(tenant),
					world.otherJpa(tenant), known));
		});
		Operation[] single = { Operation.READ, Operation.READ_FIFTY, Operation.INSERT };
		add(pairs,
				new Pair("SHARED, `JdbcClient`, beside policies by hand", "`set_config`, then the statement", "> 1",
						single, world.ownJdbc(orders.shared), world.policiesByHand(orders.shared),
						orders.known(orders.shared)));
		add(pairs,
				new Pair("SCHEMA, another tenant each time", "one plain schema", "≥ 0.90",
						new Operation[] { Operation.READ_FIFTY }, world.ownJdbcInTurn(), world.otherJdbc(orders.schema),
						orders.known(orders.schema)));
		return pairs;
	}

	private static void add(Map<String, Pair> pairs, Pair pair) {
		pairs.put(pair.title, pair);
	}

	/**
	 * Two sides that do the same.
	 */
	private record Pair(String title, String against, String goal, Operation[] operations, Side own, Side other,
			UUID known) {

		Row duel(Operation operation, String latency) throws Exception {
			return new Duel(this.own.doing(operation, this.known), this.other.doing(operation, this.known))
				.run(this.title + ": " + operation.title + ", " + latency, this.against, this.goal);
		}

		Counted count(Operation operation, Wire wire) throws Exception {
			return new Counted(count(this.own.doing(operation, this.known), wire),
					count(this.other.doing(operation, this.known), wire));
		}

		private static int count(Work work, Wire wire) throws Exception {
			for (int i = 0; i < WARM_UP; i++) {
				work.run();
			}
			return wire.during(work);
		}

	}

	/**
	 * Round trips of both sides.
	 */
	private record Counted(int own, int other) {

		Row on(Row row) {
			return new Row(row.what(), row.against(), row.ratio(), row.goal(), row.own().withRoundTrips(this.own),
					(row.other() != null) ? row.other().withRoundTrips(this.other) : null);
		}

	}

}
