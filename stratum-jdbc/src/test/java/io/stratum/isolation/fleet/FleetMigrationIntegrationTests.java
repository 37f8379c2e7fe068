package io.stratum.isolation.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.CountingDataSource;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.MigrationScripts;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.PlacementFixture;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static io.stratum.isolation.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations of all places: shared by nodes, stopped by failures, taken up again.
 *
 * <p>
 * {@code -Dstratum.test.schemas=1000} runs the long form.
 */
class FleetMigrationIntegrationTests {

	private static final Logger logger = LoggerFactory.getLogger(FleetMigrationIntegrationTests.class);

	private static final int SCHEMAS = Integer.getInteger("stratum.test.schemas", 30);

	@TempDir
	private Path folder;

	private FleetFixture fixture;

	@BeforeEach
	void start() {
		this.fixture = new FleetFixture(this.folder);
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void runInWhichNothingChangedIsOneQuery() {
		this.fixture.givenTenants(SCHEMAS);
		CountingDataSource counting = new CountingDataSource(this.fixture.places.platform);
		FleetMigration fleet = this.fixture.fleet(new EngineDatabase(counting), this.fixture.node.journal,
				FleetOptions.defaults());
		long start = System.nanoTime();
		FleetReport report = fleet.run();
		logger.info("FIGURE run of {} schemas in which nothing changed: {} ms", SCHEMAS,
				Duration.ofNanos(System.nanoTime() - start).toMillis());
		assertThat(counting.statements()).isEqualTo(1);
		assertThat(report.of(FleetOutcome.UNCHANGED)).hasSize(SCHEMAS);
		assertThat(report.isComplete()).isTrue();
	}

	@Test
	void changedScriptReachesEveryPlaceAndIsMigratedOnce() {
		this.fixture.givenTenants(4);
		this.fixture.tenants.add(this.fixture.node.create("database", IsolationStrategy.DATABASE));
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		assertThat(this.fixture.fleet().run().of(FleetOutcome.MIGRATED)).hasSize(5)
			.allSatisfy((result) -> assertThat(result.error()).isNull());
		assertThat(this.fixture.fleet().run().of(FleetOutcome.UNCHANGED)).hasSize(5);
		this.fixture.tenants
			.forEach((tenant) -> assertThat(weights(this.fixture.fleet(), tenant, Behind.REFUSE)).isEmpty());
		assertThat(this.fixture.fleet().verify()).isEmpty();
	}

	@Test
	void brokenTenantFailsAloneAndIsTakenUpAgain() {
		this.fixture.givenTenants(6);
		this.fixture.places.sql("drop table " + this.fixture.schema(this.fixture.tenants.get(2)) + ".parcel").update();
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		FleetReport report = this.fixture.fleet(new FleetOptions(List.of(), 4, 1, Duration.ofSeconds(2), 0)).run();
		assertThat(report.of(FleetOutcome.FAILED)).singleElement().satisfies((result) -> {
			assertThat(result.slug()).isEqualTo(this.fixture.tenants.get(2).slug());
			assertThat(result.error()).contains("parcel");
		});
		assertThat(report.of(FleetOutcome.MIGRATED)).hasSize(5);
		// The column must not have been added to the shared table instead.
		assertThat(this.fixture.places.sql("""
				select count(*)
				from information_schema.columns
				where table_schema = 'public' and table_name = 'parcel' and column_name = 'weight'
				""").query(Long.class).single()).isZero();
		this.fixture.places
			.sql("create table " + this.fixture.schema(this.fixture.tenants.get(2))
					+ ".parcel (tenant_id uuid not null, id uuid, receiver text, primary key (tenant_id, id))")
			.update();
		FleetReport second = this.fixture.fleet().run();
		assertThat(second.of(FleetOutcome.MIGRATED)).singleElement()
			.extracting(FleetResult::slug)
			.isEqualTo(this.fixture.tenants.get(2).slug());
		assertThat(second.of(FleetOutcome.UNCHANGED)).hasSize(5);
	}

	@Test
	void failureInTheCanaryStopsTheRun() {
		this.fixture.givenTenants(6);
		this.fixture.places.sql("drop table " + this.fixture.schema(this.fixture.tenants.get(5)) + ".parcel").update();
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		FleetRing canary = new FleetRing(Set.of(this.fixture.tenants.get(5).slug()), 0);
		FleetReport report = this.fixture.fleet(new FleetOptions(List.of(canary), 4, 0, Duration.ofSeconds(2), 0))
			.run();
		assertThat(report.of(FleetOutcome.FAILED)).hasSize(1);
		assertThat(report.of(FleetOutcome.SKIPPED)).hasSize(5);
		assertThat(report.isComplete()).isFalse();
	}

	@Test
	void tooManyFailuresStopTheirOwnRing() {
		this.fixture.givenTenants(4);
		this.fixture.places.sql("drop table " + this.fixture.schema(this.fixture.tenants.get(0)) + ".parcel").update();
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		FleetReport report = this.fixture.fleet(new FleetOptions(List.of(), 1, 0, Duration.ofSeconds(2), 0)).run();
		assertThat(report.of(FleetOutcome.FAILED)).hasSize(1);
		assertThat(report.of(FleetOutcome.SKIPPED)).hasSize(3);
	}

	@Test
	void twoNodesShareARunAndReportTheSame() throws Exception {
		this.fixture.givenTenants(SCHEMAS);
		this.fixture.write("V2__weight.sql",
				FleetFixture.WEIGHT + "insert into parcel (tenant_id, receiver) values (gen_random_uuid(), 'once');");
		ExecutorService threads = Executors.newFixedThreadPool(2);
		CountDownLatch start = new CountDownLatch(1);
		try (PlacementFixture.Node other = this.fixture.places.node()) {
			List<Future<FleetReport>> runs = new ArrayList<>();
			for (PlacementFixture.Node each : List.of(this.fixture.node, other)) {
				FleetMigration fleet = this.fixture.fleet(each.database, each.journal, FleetOptions.defaults());
				fleet.number();
				runs.add(threads.submit(() -> {
					start.await();
					return fleet.run();
				}));
			}
			start.countDown();
			for (Future<FleetReport> run : runs) {
				assertThat(run.get().isComplete()).isTrue();
				assertThat(run.get().results()).hasSize(SCHEMAS);
				// Each was tried once when it was made and once by this run.
				assertThat(run.get().results()).extracting(FleetResult::attempts).containsOnly(2);
			}
		}
		finally {
			threads.shutdown();
		}
		this.fixture.tenants.forEach((tenant) -> assertThat(count(tenant)).isEqualTo(1));
	}

	@Test
	void whatADeadNodeWorkedOnIsTakenUpByAnother() {
		this.fixture.givenTenants(3);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		this.fixture.places.sql("""
				update stratum.placement
				set holder = gen_random_uuid(), held_until = now() - interval '1 s'
				where schema = ?
				""").param(this.fixture.schema(this.fixture.tenants.get(1))).update();
		assertThat(this.fixture.fleet().run().of(FleetOutcome.MIGRATED)).hasSize(3);
	}

	@Test
	void lockThatIsNotGivenIsAskedForAgain() throws Exception {
		this.fixture.givenTenants(1);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		FleetMigration fleet = this.fixture.fleet(new FleetOptions(List.of(), 1, 0, Duration.ofMillis(50), 1000));
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (Connection connection = this.fixture.places.owner.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(
					"lock table " + this.fixture.schema(this.fixture.tenants.get(0)) + ".parcel in access share mode");
			Future<FleetReport> run = thread.submit(fleet::run);
			this.fixture.awaitLockConflict();
			connection.commit();
			assertThat(run.get().of(FleetOutcome.MIGRATED)).hasSize(1);
		}
		finally {
			thread.shutdown();
		}
	}

	@Test
	void placeBehindIsRefusedServedOrMigratedByChoice() {
		this.fixture.givenTenants(1);
		Tenant tenant = this.fixture.tenants.get(0);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		assertThatExceptionOfType(TenantUpgradingException.class)
			.isThrownBy(() -> weights(this.fixture.fleet(), tenant, Behind.REFUSE));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> weights(this.fixture.fleet(), tenant, Behind.SERVE))
			.withStackTraceContaining("weight");
		assertThat(weights(this.fixture.fleet(), tenant, Behind.MIGRATE_ON_USE)).isEmpty();
	}

	@Test
	void nodeOfTheVersionBeforeServesWhatIsAhead() {
		this.fixture.givenTenants(1);
		FleetMigration before = this.fixture.fleet();
		before.number();
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		this.fixture.fleet().run();
		assertThat(weights(before, this.fixture.tenants.get(0), Behind.REFUSE)).isEmpty();
		assertThat(before.run().of(FleetOutcome.UNCHANGED)).hasSize(1);
	}

	@Test
	void realHistoriesAndPoliciesAreVerified() {
		this.fixture.givenTenants(3);
		this.fixture.places
			.sql("drop policy tenant_isolation_read on " + this.fixture.schema(this.fixture.tenants.get(0)) + ".parcel")
			.update();
		this.fixture.places
			.sql("delete from " + this.fixture.schema(this.fixture.tenants.get(1)) + ".flyway_schema_history")
			.update();
		assertThat(this.fixture.fleet().verify()).extracting(FleetDrift::slug)
			.containsOnly(this.fixture.tenants.get(0).slug(), this.fixture.tenants.get(1).slug());
	}

	@Test
	void migrationThatHasNotRunIsToldOnce() {
		this.fixture.givenTenants(1);
		this.fixture.write("V2__weight.sql", FleetFixture.WEIGHT);
		this.fixture.write("R__note.sql", "select 1;");
		assertThat(this.fixture.fleet().verify()).extracting(FleetDrift::finding)
			.containsExactly("The migration 'V2__weight.sql' has not run.", "The migration 'R__note.sql' has not run.");
	}

	@Test
	void placeThatIsLockedDoesNotHoldUpTheVerification() throws Exception {
		this.fixture.givenTenants(1);
		try (Connection connection = this.fixture.places.owner.getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement
				.execute("lock table " + this.fixture.schema(this.fixture.tenants.get(0)) + ".flyway_schema_history");
			assertThat(this.fixture.fleet().verify()).singleElement()
				.satisfies((drift) -> assertThat(drift.known()).isFalse())
				.satisfies((drift) -> assertThat(drift.finding()).contains("timeout"));
		}
	}

	private long count(Tenant tenant) {
		return this.fixture.places.sql("select count(*) from " + this.fixture.schema(tenant) + ".parcel")
			.query(Long.class)
			.single();
	}

	private List<Integer> weights(FleetMigration fleet, Tenant tenant, Behind behind) {
		JdbcClient jdbc = JdbcClient.create(this.fixture.node.dataSource(new FleetGate(fleet, behind),
				new DriverManagerDataSource(this.fixture.places.url(), PlacementFixture.ROLES.application(), "")));
		try (TenantContext.Scope scope = this.fixture.node.context.bind(tenant)) {
			return jdbc.sql("select weight from parcel").query(Integer.class).list();
		}
	}

}
