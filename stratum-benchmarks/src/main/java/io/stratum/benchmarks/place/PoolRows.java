package io.stratum.benchmarks.place;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.benchmarks.Cost;
import io.stratum.benchmarks.Row;
import io.stratum.benchmarks.Settings;
import io.stratum.benchmarks.Spread;
import io.stratum.isolation.Placement;
import io.stratum.isolation.jdbc.Lease;
import io.stratum.isolation.pool.PoolFigures;
import io.stratum.isolation.pool.TenantPools;

/**
 * Measures how many tenants with databases of their own share few connections.
 */
public final class PoolRows {

	private static final int DATABASES = Integer.getInteger("bench.databases", 2000);

	private static final int CEILING = 50;

	private static final int PER_TENANT = 5;

	private static final int HOT = CEILING / PER_TENANT;

	private static final int THREADS = 64;

	private static final Duration TURN = Duration.ofMillis(1500);

	/**
	 * Measures and reports.
	 * @param table takes the lines
	 * @throws Exception if a database cannot be used
	 */
	public void measure(Consumer<Row> table) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
		try (Cells cells = new Cells(DATABASES)) {
			hotSet(cells, threads, table);
			allAtRandom(cells, threads, table);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * As many tenants as there are connections for, against a pool for each of them.
	 */
	private static void hotSet(Cells cells, ExecutorService threads, Consumer<Row> table) throws Exception {
		List<Placement> hot = cells.places.subList(0, HOT);
		try (TenantPools pools = cells.pools(CEILING, PER_TENANT);
				FittingPools fitting = new FittingPools(cells, hot)) {
			Use own = (place) -> useAndReturn(pools, place);
			run(threads, hot, own);
			run(threads, hot, fitting);
			List<Double> owns = new ArrayList<>();
			List<Double> others = new ArrayList<>();
			List<Double> ratios = new ArrayList<>();
			for (int round = 0; round < Settings.rounds(); round++) {
				owns.add(run(threads, hot, own));
				others.add(run(threads, hot, fitting));
				ratios.add(owns.get(round) / others.get(round));
			}
			table.accept(new Row("%d databases through %d connections, %d threads".formatted(HOT, CEILING, THREADS),
					"a Hikari pool of %d for each".formatted(PER_TENANT), Spread.of(ratios), "≥ 0.90", rate(owns),
					rate(others)));
		}
	}

	private static void allAtRandom(Cells cells, ExecutorService threads, Consumer<Row> table) throws Exception {
		try (TenantPools pools = cells.pools(CEILING, PER_TENANT)) {
			Future<Integer> most = threads.submit(() -> watch(cells));
			List<Double> rates = new ArrayList<>();
			for (int round = 0; round < Settings.rounds(); round++) {
				rates.add(run(threads, cells.places, (place) -> useAndReturn(pools, place)));
			}
			PoolFigures figures = pools.figures().get(0);
			table.accept(Row.figure(
					"%,d databases at random through %d connections, %d threads".formatted(cells.places.size(), CEILING,
							THREADS),
					"%s, at most %d connections, %,d opened".formatted(rate(rates).time(), most.get(),
							figures.created()),
					"≤ " + CEILING + ", no error"));
		}
	}

	private static int watch(Cells cells) throws InterruptedException {
		int most = 0;
		for (int i = 0; i < Settings.rounds() * 10; i++) {
			most = Math.max(most, cells.connections());
			Thread.sleep(TURN.toMillis() / 12);
		}
		return most;
	}

	/** Returns uses per second, none of which failed. */
	private static double run(ExecutorService threads, List<Placement> places, Use use) throws Exception {
		long start = System.nanoTime();
		long end = start + TURN.toNanos();
		List<Callable<Long>> all = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			all.add(() -> usesUntil(end, places, use));
		}
		long uses = 0;
		for (Future<Long> each : threads.invokeAll(all)) {
			uses += each.get();
		}
		return uses / ((System.nanoTime() - start) / 1e9);
	}

	private static long usesUntil(long end, List<Placement> places, Use use) throws SQLException {
		long uses = 0;
		while (System.nanoTime() < end) {
			use.once(places.get(ThreadLocalRandom.current().nextInt(places.size())));
			uses++;
		}
		return uses;
	}

	private static void useAndReturn(TenantPools pools, Placement place) throws SQLException {
		Lease lease = pools.borrow(place);
		try {
			check(lease.connection(), place);
		}
		finally {
			lease.end();
		}
	}

	private static void check(Connection connection, Placement place) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select current_database()")) {
			if (!row.next() || !row.getString(1).equals(place.database())) {
				throw new IllegalStateException("This is the database of somebody else.");
			}
		}
	}

	private static Cost rate(List<Double> rates) {
		return new Cost(String.format(Locale.ROOT, "%,.0f /s", Spread.of(rates).median()), null, null);
	}

	/**
	 * Uses the database of a tenant once.
	 */
	private interface Use {

		void once(Placement place) throws SQLException;

	}

	/**
	 * A pool for each tenant.
	 */
	private static final class FittingPools implements Use, AutoCloseable {

		private final Map<Placement, HikariDataSource> pools = new HashMap<>();

		private FittingPools(Cells cells, List<Placement> places) {
			for (Placement place : places) {
				HikariConfig config = new HikariConfig();
				config.setJdbcUrl(cells.url(String.valueOf(place.database())));
				config.setUsername(Cells.LOGIN);
				config.setMaximumPoolSize(PER_TENANT);
				this.pools.put(place, new HikariDataSource(config));
			}
		}

		@Override
		public void once(Placement place) throws SQLException {
			try (Connection connection = Objects.requireNonNull(this.pools.get(place)).getConnection()) {
				check(connection, place);
			}
		}

		@Override
		public void close() {
			this.pools.values().forEach(HikariDataSource::close);
		}

	}

}
