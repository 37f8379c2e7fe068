package io.stratum.isolation.pool;

import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.stratum.isolation.Eventually;
import io.stratum.isolation.IsolationFixture;
import io.stratum.isolation.Placement;
import io.stratum.isolation.TenantBusyException;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.jdbc.Lease;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantPoolsIntegrationTests {

	private static final Duration PATIENT = Duration.ofMinutes(5);

	private static IsolationFixture fixture;

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture();
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@Test
	void ceilingHoldsAtEveryMomentAsTheServerCounts() throws Exception {
		PoolLimits limits = new PoolLimits(8, 3, Duration.ofMinutes(5), PATIENT);
		Placement[] places = IntStream.range(0, 200).mapToObj((i) -> place("cells")).toArray(Placement[]::new);
		Placement dead = place("dead");
		AtomicBoolean over = new AtomicBoolean();
		try (TenantPools pools = pools(limits, 100)) {
			Future<Integer> most = watch(over);
			run(16, () -> {
				for (int i = 0; i < 25; i++) {
					Placement place = places[ThreadLocalRandom.current().nextInt(places.length)];
					assertThat(schemaOf(pools, place)).contains(place.schema());
					assertThatExceptionOfType(TenantUnavailableException.class).isThrownBy(() -> pools.borrow(dead));
				}
				return true;
			});
			over.set(true);
			assertThat(most.get()).isBetween(2, 8);
			assertThat(figures(pools, "cells")).satisfies((figures) -> {
				assertThat(figures.busy()).isZero();
				assertThat(figures.waiting()).isZero();
				assertThat(figures.evicted()).isPositive();
				assertThat(figures.open()).isEqualTo((int) (figures.created() - figures.evicted()));
			});
			assertThat(figures(pools, "dead").open()).isZero();
		}
		Eventually.await(() -> connections() == 0);
	}

	@Test
	void ceilingOfAServerHoldsToo() throws Exception {
		PoolLimits limits = new PoolLimits(50, 3, Duration.ofMinutes(5), PATIENT);
		AtomicBoolean over = new AtomicBoolean();
		try (TenantPools pools = pools(limits, 4)) {
			Future<Integer> most = watch(over);
			run(12, () -> {
				for (int i = 0; i < 20; i++) {
					schemaOf(pools, place("cells"));
				}
				return true;
			});
			over.set(true);
			assertThat(most.get()).isBetween(2, 4);
		}
	}

	@Test
	void tenantGetsNoMoreThanItsShare() throws Exception {
		try (TenantPools pools = pools(new PoolLimits(10, 2, Duration.ofMinutes(5), Duration.ZERO), 10)) {
			Placement place = place("cells");
			Lease first = pools.borrow(place);
			Lease second = pools.borrow(place);
			assertThatExceptionOfType(TenantBusyException.class).isThrownBy(() -> pools.borrow(place))
				.satisfies((ex) -> assertThat(ex.details()).containsEntry("reason", "busy"));
			Lease neighbour = pools.borrow(place("cells"));
			first.end();
			second.end();
			neighbour.end();
			pools.borrow(place).end();
			assertThat(figures(pools, "cells").created()).isEqualTo(3);
		}
	}

	@Test
	void sharedTablesOfAServerAreNotOneTenants() throws Exception {
		try (TenantPools pools = pools(new PoolLimits(10, 1, Duration.ofMinutes(5), Duration.ZERO), 10)) {
			Placement shared = new Placement(IsolationStrategy.SHARED, "cells", null, null, 0);
			Lease first = pools.borrow(shared);
			pools.borrow(shared).end();
			first.end();
		}
	}

	@Test
	void connectionInUseIsNeverTakenAway() throws Exception {
		try (TenantPools pools = pools(new PoolLimits(2, 2, Duration.ofMinutes(5), Duration.ZERO), 10)) {
			Lease busy = pools.borrow(place("cells"));
			Lease idle = pools.borrow(place("cells"));
			assertThatExceptionOfType(TenantBusyException.class).isThrownBy(() -> pools.borrow(place("cells")));
			idle.end();
			Lease other = pools.borrow(place("cells"));
			assertThat(idle.connection().isClosed()).isTrue();
			assertThat(busy.connection().isValid(1)).isTrue();
			busy.end();
			other.end();
		}
	}

	@Test
	void longestIdleMakesRoom() throws Exception {
		try (TenantPools pools = pools(new PoolLimits(2, 2, Duration.ofMinutes(5), Duration.ZERO), 10)) {
			Lease first = pools.borrow(place("cells"));
			Lease second = pools.borrow(place("cells"));
			second.end();
			first.end();
			pools.borrow(place("cells")).end();
			assertThat(second.connection().isClosed()).isTrue();
			assertThat(first.connection().isClosed()).isFalse();
		}
	}

	@Test
	void waitingIsInTurnAmongTenants() throws Exception {
		PoolLimits limits = new PoolLimits(1, 1, Duration.ofMinutes(5), PATIENT);
		Placement loud = place("cells");
		Placement quiet = place("cells");
		List<Placement> served = new ArrayList<>();
		ExecutorService threads = Executors.newCachedThreadPool();
		try (TenantPools pools = pools(limits, 10)) {
			Lease held = pools.borrow(place("cells"));
			List<Future<?>> requests = new ArrayList<>();
			for (Placement each : List.of(loud, loud, loud, loud, quiet)) {
				int waiting = figures(pools, "cells").waiting();
				requests.add(threads.submit(() -> {
					Lease lease = pools.borrow(each);
					synchronized (served) {
						served.add(each);
					}
					lease.end();
					return true;
				}));
				Eventually.await(() -> figures(pools, "cells").waiting() > waiting);
			}
			held.end();
			for (Future<?> request : requests) {
				request.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(served.indexOf(quiet)).isEqualTo(1);
	}

	@Test
	void creationIsSingleFlightAndItsFailureReachesAllWaitersOnce() throws Exception {
		AtomicInteger attempts = new AtomicInteger();
		CountDownLatch opening = new CountDownLatch(1);
		Placement place = place("cells");
		TenantServers servers = (name) -> new TenantServer(name, "jdbc:postgresql://localhost:1/none", "x", () -> {
			attempts.incrementAndGet();
			await(opening);
			return "";
		}, 10);
		ExecutorService threads = Executors.newCachedThreadPool();
		try (TenantPools pools = new TenantPools(servers, new PoolLimits(5, 5, Duration.ofMinutes(5), PATIENT),
				List.of())) {
			List<Future<Lease>> requests = IntStream.range(0, 5)
				.mapToObj((i) -> threads.submit(() -> pools.borrow(place)))
				.toList();
			Eventually.await(() -> !pools.figures().isEmpty() && pools.figures().get(0).waiting() == 4);
			opening.countDown();
			for (Future<Lease> request : requests) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(request::get)
					.withCauseInstanceOf(TenantUnavailableException.class);
			}
			assertThat(attempts).hasValue(1);
			assertThatExceptionOfType(TenantUnavailableException.class).isThrownBy(() -> pools.borrow(place));
			assertThat(attempts).hasValue(2);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void serverThatAcceptsAndSaysNothingFailsItsTenantsOnly() throws Exception {
		try (ServerSocket silent = new ServerSocket(0);
				TenantPools pools = new TenantPools(
						(name) -> name.equals("silent") ? new TenantServer(name,
								IsolationFixture.url("x", silent.getLocalPort()), "x", () -> "", 10)
								: fixture.server(name, 10),
						new PoolLimits(5, 2, Duration.ofMinutes(5), Duration.ofSeconds(5)), List.of())) {
			assertThatExceptionOfType(TenantUnavailableException.class).isThrownBy(() -> pools.borrow(place("silent")));
			pools.borrow(place("cells")).end();
		}
	}

	@Test
	void idleConnectionsAreClosedInTime() throws SQLException {
		try (TenantPools pools = pools(new PoolLimits(5, 2, Duration.ofMillis(50), PATIENT), 10)) {
			pools.borrow(place("cells")).end();
			Eventually.await(() -> figures(pools, "cells").open() == 0);
		}
	}

	@Test
	void brokenConnectionIsReplaced() throws SQLException {
		try (TenantPools pools = pools(PoolLimits.defaults(), 10)) {
			Placement place = place("cells");
			Lease broken = pools.borrow(place);
			broken.connection().abort(Runnable::run);
			broken.end();
			assertThat(schemaOf(pools, place)).contains(place.schema());
			assertThat(figures(pools, "cells").open()).isOne();
		}
	}

	@Test
	void retiredPlacementKeepsNothing() throws SQLException {
		try (TenantPools pools = pools(PoolLimits.defaults(), 10)) {
			Placement place = place("cells");
			Lease lent = pools.borrow(place);
			pools.borrow(place).end();
			pools.retire(place);
			assertThat(figures(pools, "cells").open()).isOne();
			lent.end();
			assertThat(figures(pools, "cells").open()).isZero();
		}
	}

	@Test
	void threadsDoNotGrowWithTenants() throws SQLException {
		try (TenantPools pools = pools(PoolLimits.defaults(), 30)) {
			pools.borrow(place("cells")).end();
			int threads = Thread.activeCount();
			for (int i = 0; i < 20; i++) {
				pools.borrow(place("cells")).end();
			}
			assertThat(figures(pools, "cells").open()).isEqualTo(21);
			assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
		}
	}

	private static TenantPools pools(PoolLimits limits, int serverCeiling) {
		return new TenantPools((name) -> name.equals("dead")
				? new TenantServer(name, "jdbc:postgresql://localhost:1/none", "x", () -> "", 10)
				: watched(fixture.server(name, serverCeiling)), limits, List.of("public"));
	}

	private static TenantServer watched(TenantServer server) {
		return new TenantServer(server.name(), server.url() + "&ApplicationName=governed", server.username(),
				server.password(), server.maxConnections());
	}

	private static Placement place(String server) {
		return new Placement(IsolationStrategy.SCHEMA, server, null, "t_" + TenantId.random().label(), 0);
	}

	private static PoolFigures figures(TenantPools pools, String server) {
		return pools.figures().stream().filter((figures) -> figures.server().equals(server)).findFirst().orElseThrow();
	}

	private static String schemaOf(TenantPools pools, Placement place) throws SQLException {
		Lease lease = pools.borrow(place);
		Connection connection = lease.connection();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select current_setting('search_path')")) {
			rows.next();
			return rows.getString(1);
		}
		finally {
			lease.end();
		}
	}

	private static Future<Integer> watch(AtomicBoolean over) {
		ExecutorService watcher = Executors.newSingleThreadExecutor();
		try {
			return watcher.submit(() -> {
				int most = 0;
				while (!over.get()) {
					most = Math.max(most, connections());
				}
				return most;
			});
		}
		finally {
			watcher.shutdown();
		}
	}

	private static int connections() {
		return JdbcClient.create(fixture.owner)
			.sql("select count(*) from pg_stat_activity where usename = 'stratum_app' and datname = current_database()")
			.query(Integer.class)
			.single();
	}

	private static void run(int threads, Callable<Boolean> work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			for (Future<Boolean> each : executor
				.invokeAll(IntStream.range(0, threads).mapToObj((i) -> work).toList())) {
				each.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
