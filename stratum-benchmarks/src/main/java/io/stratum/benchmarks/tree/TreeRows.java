package io.stratum.benchmarks.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Duel;
import io.stratum.benchmarks.Engine;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.Wire;
import io.stratum.benchmarks.Work;
import io.stratum.benchmarks.sql.Pools;
import io.stratum.tenant.Inclusion;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Paging;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Measures what goes to the tables of the tree, in trees of different sizes.
 */
public final class TreeRows {

	private static final int PAGE = 50;

	/**
	 * Measures and reports a tree of 10,000 tenants and one of 100,000.
	 * @param table takes the lines
	 * @throws Exception if a statement fails
	 */
	public void measure(Consumer<Row> table) throws Exception {
		try (Forest forest = new Forest(10, 10, 99)) {
			cold(forest, table);
			pages(forest, "10,000", table);
			moves(forest, "10,000", table, new Subtree("branch_1", "branch_2", "1,000"));
		}
		try (Forest forest = new Forest(20, 50, 99)) {
			pages(forest, "100,000", table);
			moves(forest, "100,000", table, new Subtree("branch_1", "branch_2", "5,000"));
			heap(forest, table);
		}
	}

	/**
	 * Measures and reports a tree of 1,000,000 tenants, which takes minutes to grow.
	 * @param table takes the lines
	 * @throws Exception if a statement fails
	 */
	public void measureMillion(Consumer<Row> table) throws Exception {
		try (Forest forest = new Forest(20, 50, 999)) {
			pages(forest, "1,000,000", table);
			moves(forest, "1,000,000", table, new Subtree("twig_1", "twig_2", "1,000"));
		}
	}

	private static void cold(Forest forest, Consumer<Row> table) throws Exception {
		Engine engine = forest.engine;
		ByHand byHand = new ByHand(engine.database);
		List<TenantId> leaves = forest.leaves(9_000);
		Iterator<TenantId> other = Stream.generate(leaves::stream).flatMap((all) -> all).iterator();
		Iterator<TenantId> unseen = leaves.iterator();
		Row row = new Duel(() -> engine.config.resolve(unseen.next()), () -> byHand.config(other.next())).rounds(3)
			.run("config, 50 keys, depth 4, cold (tenant too)", "one recursive query", "≥ 0.83");
		Iterator<TenantId> fresh = leaves.iterator();
		table.accept(counted(row, forest, (counting) -> () -> counting.config.resolve(fresh.next()),
				(counting) -> () -> new ByHand(counting.database).config(leaves.get(0))));
		int[] number = new int[2];
		Tenant parent = forest.tenant("branch_10");
		Row create = new Duel(() -> engine.tenants.create(NewTenant.childOf(parent.id(), "new_" + number[0]++, "New")),
				() -> byHand.create(parent, "new_" + number[1]++))

			.run("create a tenant, with audit, event and lock", "a bare `insert` and a look at the parent",
					"4 round trips");
		table.accept(counted(create, forest,
				(counting) -> () -> counting.tenants
					.create(NewTenant.childOf(parent.id(), "more_" + number[0]++, "New")),
				(counting) -> () -> new ByHand(counting.database).create(parent, "more_" + number[1]++)));
	}

	private static void pages(Forest forest, String size, Consumer<Row> table) throws Exception {
		Engine engine = forest.engine;
		ByHand byHand = new ByHand(engine.database);
		Tenant leaf = forest.tenant("leaf_77");
		for (Tenant top : List.of(forest.root, forest.tenant("branch_3"), forest.tenant("twig_7"))) {
			table.accept(new Duel(() -> engine.tenants.descendants(top.id(), Inclusion.ACTIVE, Paging.first(PAGE)),
					() -> byHand.descendants(top, PAGE + 1))
				.run("first 50 descendants of a " + top.slug().replaceAll("_.*", "").replace("acme", "root") + " of "
						+ size, "the same by `ltree`, three columns", "≥ 0.83"));
		}
		table.accept(new Duel(() -> engine.tenants.ancestors(leaf.id()), () -> byHand.ancestors(leaf))
			.run("ancestors among " + size, "one query by `ltree`", "from memory"));
	}

	private static void moves(Forest forest, String size, Consumer<Row> table, Subtree subtree) throws Exception {
		Engine engine = forest.engine;
		ByHand byHand = new ByHand(engine.database);
		TenantId moved = forest.tenant(subtree.top).id();
		TenantId parent = forest.tenant(subtree.parent).id();
		table.accept(new Duel(() -> {
			engine.tenants.move(moved, parent, null);
			engine.tenants.move(moved, forest.root.id(), null);
		}, () -> {
			byHand.move(moved, parent);
			byHand.move(moved, forest.root.id());
		}).run("move " + subtree.size + " of " + size + " there and back, with checks, audit and event",
				"one bare `update` each", "one `update`"));
	}

	private static void heap(Forest forest, Consumer<Row> table) {
		List<TenantId> leaves = forest.leaves(10_000);
		long before = used();
		leaves.forEach(forest.engine.tenants::find);
		long tenants = used();
		leaves.forEach(forest.engine.config::resolve);
		long config = used();
		table.accept(Row.figure("heap per 10,000 cached tenants", mebibytes(tenants - before), ""));
		table.accept(Row.figure("heap per 10,000 cached configs of 50 keys", mebibytes(config - tenants), ""));
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static String mebibytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
	}

	private static Row counted(Row row, Forest forest, Counting own, Counting other) throws Exception {
		try (Wire wire = new Wire(Pools.port(forest.database.url()), Duration.ZERO);
				HikariDataSource pool = Pools.open(Pools.through(forest.database.url(), wire.port()),
						"stratum_platform");
				Engine counting = new Engine(pool, forest.database.platform())) {
			return new Row(row.what(), row.against(), row.ratio(), row.goal(),
					row.own().withRoundTrips(count(wire, own.on(counting))),
					with(row.other(), count(wire, other.on(counting))));
		}
	}

	private static @Nullable Cost with(@Nullable Cost cost, int roundTrips) {
		return (cost != null) ? cost.withRoundTrips(roundTrips) : null;
	}

	private static int count(Wire wire, Work work) throws Exception {
		for (int i = 0; i < 10; i++) {
			work.run();
		}
		return wire.during(work);
	}

	/**
	 * Writes the plans of all statements in a tree of 100,000 tenants into a file beside
	 * the table.
	 * @throws IOException if it cannot be written
	 */
	public void writePlans() throws IOException {
		try (Forest forest = new Forest(20, 50, 99)) {
			Files.writeString(Settings.output().resolve("performance-plans.md"), new PlanReport(forest).text());
		}
	}

	private interface Counting {

		Work on(Engine counting);

	}

	private record Subtree(String top, String parent, String size) {

	}

}
