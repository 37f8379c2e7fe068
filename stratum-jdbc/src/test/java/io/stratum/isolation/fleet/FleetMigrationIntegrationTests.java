package io.stratum.isolation.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

	private static final String PARCELS = """
			create table parcel (
				tenant_id uuid not null,
				id uuid not null default gen_random_uuid(),
				receiver text not null,
				primary key (tenant_id, id)
			);
			""";

	private static final String WEIGHT = "alter table parcel add column weight integer;";

	@TempDir
	private Path folder;

	private PlacementFixture fixture;

	private PlacementFixture.Node node;

	private List<Tenant> tenants;

	@BeforeEach
	void start() throws IOException {
		write("V1__parcels.sql", PARCELS);
		this.fixture = new PlacementFixture(scripts());
		this.node = this.fixture.node();
		this.tenants = new ArrayList<>();
	}

	@AfterEach
	void stop() {
		this.node.close();
		this.fixture.close();
	}

	@Test
	void runInWhichNothingChangedIsOneQuery() {
		givenTenants(SCHEMAS);
		CountingDataSource counting = new CountingDataSource(this.fixture.platform);
		FleetMigration fleet = fleet(new EngineDatabase(counting), this.node.journal, FleetOptions.defaults());
		long start = System.nanoTime();
		FleetReport report = fleet.run();
		logger.info("FIGURE run of {} schemas in which nothing changed: {} ms", SCHEMAS,
				Duration.ofNanos(System.nanoTime() - start).toMillis());
		assertThat(counting.statements()).isEqualTo(1);
		assertThat(report.of(FleetOutcome.UNCHANGED)).hasSize(SCHEMAS);
		assertThat(report.isComplete()).isTrue();
	}

	@Test
	void changedScriptReachesEveryPlaceAndIsMigratedOnce() throws IOException {
		givenTenants(4);
		this.tenants.add(this.node.create("database", IsolationStrategy.DATABASE));
		write("V2__weight.sql", WEIGHT);
		assertThat(fleet().run().of(FleetOutcome.MIGRATED)).hasSize(5)
			.allSatisfy((result) -> assertThat(result.error()).isNull());
		assertThat(fleet().run().of(FleetOutcome.UNCHANGED)).hasSize(5);
		this.tenants.forEach((tenant) -> assertThat(weights(fleet(), tenant, Behind.REFUSE)).isEmpty());
		assertThat(fleet().verify()).isEmpty();
	}

	@Test
	void brokenTenantFailsAloneAndIsTakenUpAgain() throws IOException {
		givenTenants(6);
		this.fixture.sql("drop table " + schema(this.tenants.get(2)) + ".parcel").update();
		write("V2__weight.sql", WEIGHT);
		FleetReport report = fleet(new FleetOptions(List.of(), 4, 1, Duration.ofSeconds(2), 0)).run();
		assertThat(report.of(FleetOutcome.FAILED)).singleElement().satisfies((result) -> {
			assertThat(result.slug()).isEqualTo(this.tenants.get(2).slug());
			assertThat(result.error()).contains("parcel");
		});
		assertThat(report.of(FleetOutcome.MIGRATED)).hasSize(5);
		// The column must not have been added to the shared table instead.
		assertThat(this.fixture.sql("""
				select count(*)
				from information_schema.columns
				where table_schema = 'public' and table_name = 'parcel' and column_name = 'weight'
				""").query(Long.class).single()).isZero();
		this.fixture
			.sql("create table " + schema(this.tenants.get(2))
					+ ".parcel (tenant_id uuid not null, id uuid, receiver text, primary key (tenant_id, id))")
			.update();
		FleetReport second = fleet().run();
		assertThat(second.of(FleetOutcome.MIGRATED)).singleElement()
			.extracting(FleetResult::slug)
			.isEqualTo(this.tenants.get(2).slug());
		assertThat(second.of(FleetOutcome.UNCHANGED)).hasSize(5);
	}

	@Test
	void failureInTheCanaryStopsTheRun() throws IOException {
		givenTenants(6);
		this.fixture.sql("drop table " + schema(this.tenants.get(5)) + ".parcel").update();
		write("V2__weight.sql", WEIGHT);
		FleetRing canary = new FleetRing(Set.of(this.tenants.get(5).slug()), 0);
		FleetReport report = fleet(new FleetOptions(List.of(canary), 4, 0, Duration.ofSeconds(2), 0)).run();
		assertThat(report.of(FleetOutcome.FAILED)).hasSize(1);
		assertThat(report.of(FleetOutcome.SKIPPED)).hasSize(5);
		assertThat(report.isComplete()).isFalse();
	}

	@Test
	void tooManyFailuresStopTheirOwnRing() throws IOException {
		givenTenants(4);
		this.fixture.sql("drop table " + schema(this.tenants.get(0)) + ".parcel").update();
		write("V2__weight.sql", WEIGHT);
		FleetReport report = fleet(new FleetOptions(List.of(), 1, 0, Duration.ofSeconds(2), 0)).run();
		assertThat(report.of(FleetOutcome.FAILED)).hasSize(1);
		assertThat(report.of(FleetOutcome.SKIPPED)).hasSize(3);
	}

	@Test
	void twoNodesShareARunAndReportTheSame() throws Exception {
		givenTenants(SCHEMAS);
		write("V2__weight.sql",
				WEIGHT + "insert into parcel (tenant_id, receiver) values (gen_random_uuid(), 'once');");
		ExecutorService threads = Executors.newFixedThreadPool(2);
		CountDownLatch start = new CountDownLatch(1);
		try (PlacementFixture.Node other = this.fixture.node()) {
			List<Future<FleetReport>> runs = new ArrayList<>();
			for (PlacementFixture.Node each : List.of(this.node, other)) {
				FleetMigration fleet = fleet(each.database, each.journal, FleetOptions.defaults());
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
		this.tenants.forEach((tenant) -> assertThat(count(tenant)).isEqualTo(1));
	}

	@Test
	void whatADeadNodeWorkedOnIsTakenUpByAnother() throws IOException {
		givenTenants(3);
		write("V2__weight.sql", WEIGHT);
		this.fixture.sql("""
				update stratum.placement
				set holder = gen_random_uuid(), held_until = now() - interval '1 s'
				where schema = ?
				""").param(schema(this.tenants.get(1))).update();
		assertThat(fleet().run().of(FleetOutcome.MIGRATED)).hasSize(3);
	}

	@Test
	void lockThatIsNotGivenIsAskedForAgain() throws Exception {
		givenTenants(1);
		write("V2__weight.sql", WEIGHT);
		FleetMigration fleet = fleet(new FleetOptions(List.of(), 1, 0, Duration.ofMillis(50), 1000));
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (var connection = this.fixture.owner.getConnection(); var statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("lock table " + schema(this.tenants.get(0)) + ".parcel in access share mode");
			Future<FleetReport> run = thread.submit(fleet::run);
			awaitLockConflict();
			connection.commit();
			assertThat(run.get().of(FleetOutcome.MIGRATED)).hasSize(1);
		}
		finally {
			thread.shutdown();
		}
	}

	@Test
	void placeBehindIsRefusedServedOrMigratedByChoice() throws IOException {
		givenTenants(1);
		Tenant tenant = this.tenants.get(0);
		write("V2__weight.sql", WEIGHT);
		assertThatExceptionOfType(TenantUpgradingException.class)
			.isThrownBy(() -> weights(fleet(), tenant, Behind.REFUSE));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> weights(fleet(), tenant, Behind.SERVE))
			.withStackTraceContaining("weight");
		assertThat(weights(fleet(), tenant, Behind.MIGRATE_ON_USE)).isEmpty();
	}

	@Test
	void nodeOfTheVersionBeforeServesWhatIsAhead() throws IOException {
		givenTenants(1);
		FleetMigration before = fleet();
		before.number();
		write("V2__weight.sql", WEIGHT);
		fleet().run();
		assertThat(weights(before, this.tenants.get(0), Behind.REFUSE)).isEmpty();
		assertThat(before.run().of(FleetOutcome.UNCHANGED)).hasSize(1);
	}

	@Test
	void realHistoriesAndPoliciesAreVerified() throws IOException {
		givenTenants(3);
		this.fixture.sql("drop policy tenant_isolation_read on " + schema(this.tenants.get(0)) + ".parcel").update();
		this.fixture.sql("delete from " + schema(this.tenants.get(1)) + ".flyway_schema_history").update();
		assertThat(fleet().verify()).extracting(FleetDrift::slug)
			.containsOnly(this.tenants.get(0).slug(), this.tenants.get(1).slug());
	}

	private void givenTenants(int count) {
		for (int i = 0; i < count; i++) {
			this.tenants.add(this.node.create("tenant_" + i, IsolationStrategy.SCHEMA));
		}
	}

	private void write(String script, String text) throws IOException {
		Files.writeString(this.folder.resolve(script), text);
	}

	private MigrationScripts scripts() {
		return MigrationScripts.in("filesystem:" + this.folder);
	}

	private FleetMigration fleet() {
		return fleet(FleetOptions.defaults());
	}

	private FleetMigration fleet(FleetOptions options) {
		return fleet(this.node.database, this.node.journal, options);
	}

	private FleetMigration fleet(EngineDatabase database, Journal journal, FleetOptions options) {
		OwnerServers servers = (name) -> this.fixture.home();
		Blueprint blueprint = this.fixture.blueprint(scripts());
		return new FleetMigration(database, journal, servers, blueprint, options);
	}

	private String schema(Tenant tenant) {
		return this.fixture.sql("select schema from stratum.placement where tenant_id = ?")
			.param(tenant.id().value())
			.query(String.class)
			.single();
	}

	private long count(Tenant tenant) {
		return this.fixture.sql("select count(*) from " + schema(tenant) + ".parcel").query(Long.class).single();
	}

	private List<Integer> weights(FleetMigration fleet, Tenant tenant, Behind behind) {
		JdbcClient jdbc = JdbcClient.create(this.node.dataSource(new FleetGate(fleet, behind),
				new DriverManagerDataSource(this.fixture.url(), PlacementFixture.ROLES.application(), "")));
		try (TenantContext.Scope scope = this.node.context.bind(tenant)) {
			return jdbc.sql("select weight from parcel").query(Integer.class).list();
		}
	}

	private void awaitLockConflict() {
		await(() -> this.fixture.sql("select exists (select from pg_locks where not granted)")
			.query(Boolean.class)
			.single());
	}

}
