package io.stratum.isolation.fleet;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.LogLines;
import io.stratum.isolation.placement.RecordedPlacement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node works on stays its own while it lives, and nobody's when it stops.
 */
class RingRunIntegrationTests {

	@TempDir
	private Path folder;

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	private FleetFixture fixture;

	@BeforeEach
	void start() {
		this.fixture = new FleetFixture(this.folder);
		this.fixture.givenTenants(2);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
	}

	@AfterEach
	void stop() {
		this.thread.shutdownNow();
		this.fixture.close();
	}

	@Test
	void holdIsRenewedAfterARenewalThatFailed() throws Exception {
		CountDownLatch renewals = new CountDownLatch(3);
		FleetRows rows = new FleetRows(new EngineDatabase(new FailingRenewal(this.fixture.places.platform, renewals)),
				Duration.ofMillis(600));
		RecordedPlacement placement = this.fixture.fleet().placements().get(0);
		RingRun ring = new RingRun(rows, this.fixture.work(rows, patient()), 1, Duration.ofMillis(600));
		FleetRows.Run run = new FleetRows.Run(this.fixture.fleet().number(), rows.now(), UUID.randomUUID(),
				Set.of(placement.id()), 0);
		try (Connection connection = lock(placement); LogLines lines = new LogLines()) {
			Future<?> running = this.thread.submit(() -> ring.run(List.of(placement), run));
			assertThat(renewals.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(lines.warnings()).anyMatch((line) -> line.contains("not held for longer"));
			connection.commit();
			running.get();
		}
		assertThat(rows.results(Set.of(placement.id()), run)).extracting(FleetResult::outcome)
			.containsExactly(FleetOutcome.MIGRATED);
	}

	@Test
	void interruptedRunLeavesNothingHeldAndBeginsNothing() throws Exception {
		List<RecordedPlacement> placements = this.fixture.fleet().placements();
		FleetRing first = new FleetRing(Set.of(String.valueOf(placements.get(0).slug())), 0);
		FleetMigration fleet = this.fixture.fleet(new FleetOptions(List.of(first), 1, 9, Duration.ofMillis(50), 1000));
		CountDownLatch stillInterrupted = new CountDownLatch(1);
		try (Connection connection = lock(placements.get(0)); Connection other = lock(placements.get(1))) {
			Future<FleetReport> running = this.thread.submit(() -> runAs(fleet, stillInterrupted));
			this.fixture.awaitLockConflict();
			this.thread.shutdownNow();
			FleetReport report = running.get(20, TimeUnit.SECONDS);
			assertThat(report.of(FleetOutcome.SKIPPED)).hasSize(2);
			assertThat(report.results()).extracting(FleetResult::attempts).containsExactlyInAnyOrder(1, 2);
			assertThat(stillInterrupted.getCount()).isZero();
			assertThat(this.fixture.places.sql("select count(*) from stratum.placement where holder is not null")
				.query(Long.class)
				.single()).isZero();
		}
	}

	@Test
	void placementThatWasTakenOverIsTold() throws Exception {
		RecordedPlacement placement = this.fixture.fleet().placements().get(0);
		FleetMigration fleet = this.fixture.fleet(new FleetOptions(
				List.of(new FleetRing(Set.of(String.valueOf(placement.slug())), 0)), 1, 0, Duration.ofSeconds(20), 0));
		try (Connection connection = lock(placement); LogLines lines = new LogLines()) {
			Future<FleetReport> running = this.thread.submit(fleet::run);
			this.fixture.awaitLockConflict();
			this.fixture.places
				.sql("update stratum.placement set holder = gen_random_uuid(), held_until = now() where id = ?")
				.param(placement.id())
				.update();
			connection.commit();
			running.get(20, TimeUnit.SECONDS);
			assertThat(lines.warnings()).anyMatch((line) -> line.contains("was taken over"));
		}
	}

	private static FleetReport runAs(FleetMigration fleet, CountDownLatch stillInterrupted) {
		try {
			return fleet.run();
		}
		finally {
			if (Thread.currentThread().isInterrupted()) {
				stillInterrupted.countDown();
			}
		}
	}

	private static FleetOptions patient() {
		return new FleetOptions(List.of(), 1, 0, Duration.ofSeconds(20), 0);
	}

	private Connection lock(RecordedPlacement placement) throws SQLException {
		Connection connection = this.fixture.places.owner.getConnection();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table " + placement.place().schema() + ".parcel in access share mode");
		}
		return connection;
	}

	/**
	 * A database that is out of reach for the first renewal.
	 */
	private static final class FailingRenewal extends DelegatingDataSource {

		private final CountDownLatch renewals;

		private FailingRenewal(DataSource target, CountDownLatch renewals) {
			super(target);
			this.renewals = renewals;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("prepareStatement")
								&& String.valueOf(arguments[0]).startsWith("update stratum.placement set held_until")) {
							failOnce();
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

		private void failOnce() throws SQLException {
			boolean first = this.renewals.getCount() == 3;
			this.renewals.countDown();
			if (first) {
				throw new SQLException("The server is out of reach.", "08006");
			}
		}

	}

}
