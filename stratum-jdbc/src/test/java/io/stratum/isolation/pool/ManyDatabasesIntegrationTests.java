package io.stratum.isolation.pool;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.jdbc.Lease;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.stratum.isolation.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Many databases on a server of their own, under one ceiling, beside a server that died.
 * {@code -Dstratum.test.databases=2000} runs the long form: 64 threads, 50 connections.
 */
class ManyDatabasesIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(ManyDatabasesIntegrationTests.class);

	private static final int DATABASES = Integer.getInteger("stratum.test.databases", 24);

	private static final boolean LONG = DATABASES >= 1000;

	private static final int CEILING = LONG ? 50 : 8;

	private static final int THREADS = LONG ? 64 : 16;

	private static final int ROUNDS = LONG ? 200 : 25;

	private static EmbeddedPostgres host;

	private static List<Placement> places;

	@BeforeAll
	static void start() throws IOException {
		host = EmbeddedPostgres.builder()
			.setPGStartupWait(Duration.ofMinutes(2))
			.setServerConfig("fsync", "off")
			.start();
		execute("create role tenant login");
		execute("create database prepared");
		places = IntStream.range(0, DATABASES).mapToObj((i) -> place("cells")).toList();
		places.forEach(
				(place) -> execute("create database " + place.database() + " template prepared strategy file_copy"));
	}

	@AfterAll
	static void stop() throws IOException {
		host.close();
	}

	@Test
	void ceilingHoldsWhileAllAreUsedAndTheDeadFailAlone() throws Exception {
		PoolLimits limits = new PoolLimits(CEILING, 3, Duration.ofMinutes(5), Duration.ofMinutes(5));
		Placement dead = place("dead");
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
		int deadPort = portOfAServerThatDied();
		try (TenantPools pools = new TenantPools((name) -> server(name, deadPort), limits, List.of())) {
			Future<Integer> most = threads.submit(() -> watch(over));
			long start = System.nanoTime();
			for (Future<?> each : IntStream.range(0, THREADS)
				.mapToObj((i) -> threads.submit(() -> use(pools, dead)))
				.toList()) {
				each.get();
			}
			Duration taken = Duration.ofNanos(System.nanoTime() - start);
			over.set(true);
			assertThat(most.get()).isBetween(2, CEILING);
			PoolFigures figures = figures(pools);
			logger.info(
					"FIGURE {} databases, {} threads, {} uses: {} ms, at most {} of {} connections as the server "
							+ "counted, {} opened in {} ms, {} evicted",
					DATABASES, THREADS, THREADS * ROUNDS, taken.toMillis(), most.get(), CEILING, figures.created(),
					figures.creationTime().toMillis(), figures.evicted());
			assertThat(figures.busy() + figures.waiting()).isZero();
			assertThat(figures.evicted()).isPositive();
		}
		finally {
			over.set(true);
			threads.shutdownNow();
		}
		await(() -> connections() == 0);
	}

	private static boolean use(TenantPools pools, Placement dead) throws SQLException {
		for (int i = 0; i < ROUNDS; i++) {
			Placement place = places.get(ThreadLocalRandom.current().nextInt(places.size()));
			assertThat(databaseOf(pools, place)).isEqualTo(place.database());
			if (i % 10 == 0) {
				assertThatExceptionOfType(TenantUnavailableException.class).isThrownBy(() -> pools.borrow(dead));
			}
		}
		return true;
	}

	private static String databaseOf(TenantPools pools, Placement place) throws SQLException {
		Lease lease = pools.borrow(place);
		Connection connection = lease.connection();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select current_database()")) {
			row.next();
			return row.getString(1);
		}
		finally {
			lease.end();
		}
	}

	private static PoolFigures figures(TenantPools pools) {
		return pools.figures().stream().filter((figures) -> figures.server().equals("cells")).findFirst().orElseThrow();
	}

	private static int watch(AtomicBoolean over) {
		int most = 0;
		while (!over.get()) {
			most = Math.max(most, connections());
		}
		return most;
	}

	private static int connections() {
		return JdbcClient.create(host.getPostgresDatabase())
			.sql("select count(*) from pg_stat_activity where usename = 'tenant'")
			.query(Integer.class)
			.single();
	}

	private static int portOfAServerThatDied() throws IOException {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start()) {
			return server.getPort();
		}
	}

	private static TenantServer server(String name, int deadPort) {
		int port = name.equals("dead") ? deadPort : host.getPort();
		return new TenantServer(name, "jdbc:postgresql://localhost:" + port + "/postgres", "tenant", () -> "", CEILING);
	}

	private static Placement place(String server) {
		return new Placement(IsolationStrategy.DATABASE, server, "desk_t_" + TenantId.random().label(), null, 0);
	}

	private static void execute(String sql) {
		JdbcClient.create(host.getPostgresDatabase()).sql(sql).update();
	}

}
