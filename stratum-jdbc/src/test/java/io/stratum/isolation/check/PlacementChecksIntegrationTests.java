package io.stratum.isolation.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorCheck;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOptions;
import io.stratum.isolation.placement.OwnerLogin;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.PlacementFixture;
import io.stratum.isolation.placement.PlacementInventory;
import io.stratum.isolation.placement.PlacementNames;
import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Broken places of tenants, each found with its id and a remedy.
 */
class PlacementChecksIntegrationTests {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	private final PlacementFixture fixture = new PlacementFixture();

	private final PlacementFixture.Node node = this.fixture.node();

	private final OwnerServers servers = (name) -> switch (name) {
		case "home" -> this.fixture.home();
		case "late" -> new OwnerLogin("late", this.fixture.url() + "?currentSchema=late,pg_catalog",
				PlacementFixture.ROLES, () -> "");
		case "second" -> new OwnerLogin("second", this.fixture.url(), PlacementFixture.ROLES, () -> "");
		case "dead" -> new OwnerLogin("dead", "jdbc:postgresql://localhost:1/gone", PlacementFixture.ROLES, () -> "");
		default -> null;
	};

	private final FleetMigration fleet = new FleetMigration(this.node.database, this.node.journal, this.servers,
			this.fixture.blueprint(this.fixture.scripts), FleetOptions.defaults());

	private final PlacementInventory inventory = inventory("home");

	private final String slug = "checked_" + COUNTER.incrementAndGet();

	@BeforeEach
	void createTenant() {
		this.node.create(this.slug, IsolationStrategy.SCHEMA);
	}

	@AfterEach
	void close() {
		this.node.close();
		this.fixture.close();
	}

	@Test
	void soundPlacesPass() {
		this.node.create(this.slug + "_database", IsolationStrategy.DATABASE);
		DoctorCheck[] checks = { fleetCheck(10), PlacementChecks.inventory(this.inventory), searchPath(),
				PlacementChecks.ceilings(this.servers, Map.of("home", 5)) };
		assertThat(examine(checks)).allMatch((finding) -> finding.status() == DoctorStatus.PASS)
			.extracting(DoctorFinding::id)
			.containsExactly("D23", "D24", "D25", "D26", "D28");
	}

	@Test
	void driftIsAnErrorUntilItIsUndone() {
		DoctorCheck check = fleetCheck(10);
		run("alter table %s.parcel no force row level security");
		assertThat(found("D23", check)).singleElement()
			.satisfies((finding) -> assertThat(finding.status()).isEqualTo(DoctorStatus.FAIL))
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo(this.slug));
		run("alter table %s.parcel force row level security");
		assertThat(found("D23", check)).isEmpty();
	}

	@Test
	void runsTakeTurnsAndRememberTheOthers() {
		this.node.create(this.slug + "_next", IsolationStrategy.SCHEMA);
		this.fixture.sql("""
				select 'alter table ' || schema || '.parcel no force row level security'
				from stratum.placement
				where tenant_id is not null
				""").query(String.class).list().forEach((sql) -> this.fixture.sql(sql).update());
		DoctorCheck check = fleetCheck(1);
		assertThat(found("D23", check)).hasSize(1);
		assertThat(found("D23", check)).extracting(DoctorFinding::object)
			.containsExactlyInAnyOrder(this.slug, this.slug + "_next");
	}

	@Test
	void placementsBehindAndFailedAreWarnings() {
		this.fixture.sql("update stratum.placement set blueprint = 0 where tenant_id is not null").update();
		assertThat(found("D24", fleetCheck(10))).singleElement()
			.satisfies((finding) -> assertThat(finding.status()).isEqualTo(DoctorStatus.WARN))
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo(this.slug));
		this.fixture.sql("update stratum.placement set state = 'FAILED' where tenant_id is null").update();
		assertThat(found("D24", fleetCheck(10))).hasSize(2);
	}

	@Test
	void placesOnRecordAloneOrOnTheServerAloneAreFound() {
		String stray = "t_" + UUID.randomUUID().toString().replace("-", "");
		this.fixture.sql("create schema " + stray).update();
		this.fixture.sql("create database " + this.fixture.name + "_" + stray).update();
		run("drop schema %s cascade");
		List<DoctorFinding> found = found("D25", PlacementChecks.inventory(this.inventory));
		assertThat(found).hasSize(3);
		assertThat(found).extracting(DoctorFinding::remedy)
			.contains("If nothing needs its rows: drop schema \"%s\";".formatted(stray),
					"If nothing needs its rows: drop database \"%s_%s\";".formatted(this.fixture.name, stray));
		assertThat(found).anyMatch((finding) -> finding.finding().contains("is not there"));
		this.fixture.sql("drop database " + this.fixture.name + "_" + stray).update();
	}

	@Test
	void schemaOnAnotherServerIsNotMissing() {
		this.fixture.sql("update stratum.placement set server = 'second' where tenant_id is not null").update();
		DoctorCheck check = PlacementChecks.inventory(inventory("home", "second"));
		assertThat(found("D25", check)).isEmpty();
		run("drop schema %s cascade");
		assertThat(found("D25", check)).singleElement()
			.satisfies((finding) -> assertThat(finding.finding()).contains("'second'", "is not there"));
	}

	@Test
	void strayDatabaseThatBeginsLikeASchemaIsDroppedAsADatabase() {
		String stray = "t_app_t_" + UUID.randomUUID().toString().replace("-", "");
		this.fixture.sql("create database " + stray).update();
		this.fixture.sql("create schema t_shirts").update();
		PlacementInventory inventory = new PlacementInventory(this.node.database, this.servers, Set.of("home"),
				new PlacementNames("t_app"));
		assertThat(found("D25", PlacementChecks.inventory(inventory))).singleElement()
			.satisfies((finding) -> assertThat(finding.remedy())
				.isEqualTo("If nothing needs its rows: drop database \"%s\";".formatted(stray)));
		this.fixture.sql("drop database " + stray).update();
	}

	@Test
	void serverThatIsDownIsAWarningThatStopsNobody() {
		this.fixture.sql("update stratum.placement set server = 'dead' where tenant_id is not null").update();
		DoctorCheck[] checks = { fleetCheck(10), PlacementChecks.inventory(inventory("home", "dead")),
				PlacementChecks.ceilings(this.servers, Map.of("dead", 5)) };
		assertThat(new Doctor(List.of(checks), DoctorMode.ENFORCE, List.of()).requireSafe().findings())
			.filteredOn((finding) -> finding.status() == DoctorStatus.WARN)
			.extracting(DoctorFinding::id)
			.contains("D23", "D25", "D28");
	}

	@Test
	void namesThatWouldBeFoundBehindATenantsAreErrors() {
		this.fixture.sql("create schema ext").update();
		assertThat(found("D26", searchPath())).isEmpty();
		this.fixture.sql("create table ext.parcel (id uuid)").update();
		this.fixture.sql("create table ext.country (id uuid)").update();
		assertThat(found("D26", searchPath())).singleElement()
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("table ext.parcel"))
			.satisfies((finding) -> assertThat(finding.status()).isEqualTo(DoctorStatus.FAIL));
	}

	@Test
	void ceilingsAboveTheServersAreWarnings() {
		assertThat(found("D28", PlacementChecks.ceilings(this.servers, Map.of("home", 100_000)))).singleElement()
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("server home"))
			.satisfies((finding) -> assertThat(finding.status()).isEqualTo(DoctorStatus.WARN));
	}

	@Test
	void clockOfANodeThatIsWrongIsAnError() {
		assertThat(found("D31", clocks(InstantSource.system(), "home", "dead", "unknown"))).isEmpty();
		assertThat(found("D31", clocks(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-1)), "home")))
			.singleElement()
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("node"))
			.satisfies((finding) -> assertThat(finding.status()).isEqualTo(DoctorStatus.FAIL))
			.satisfies((finding) -> assertThat(finding.finding()).matches("Its clock is (59|60) seconds behind .*"));
	}

	@Test
	void clockOfAServerThatIsWrongIsAnError() {
		this.fixture.sql("create schema late").update();
		this.fixture.sql("""
				create function late.clock_timestamp() returns timestamptz
				language sql as $$ select pg_catalog.clock_timestamp() + interval '1 min' $$
				""").update();
		assertThat(found("D31", clocks(InstantSource.system(), "home", "late"))).singleElement()
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("server late"))
			.satisfies((finding) -> assertThat(finding.finding()).contains("seconds ahead of"));
	}

	private DoctorCheck clocks(InstantSource clock, String... names) {
		return PlacementChecks.clocks(this.fixture.owner, this.servers, List.of(names), clock);
	}

	private PlacementInventory inventory(String... names) {
		return new PlacementInventory(this.node.database, this.servers, Set.of(names),
				new PlacementNames(this.fixture.name));
	}

	private DoctorCheck fleetCheck(int most) {
		return PlacementChecks.fleet(this.fleet, this.inventory, most);
	}

	private DoctorCheck searchPath() {
		return PlacementChecks.searchPath(this.fixture.owner, List.of("public"), List.of("ext"));
	}

	/** Runs a statement in the schema of the tenant. */
	private void run(String sql) {
		String schema = this.fixture.sql("select schema from stratum.placement where tenant_id is not null")
			.query(String.class)
			.single();
		this.fixture.sql(sql.formatted(schema)).update();
	}

	private static List<DoctorFinding> found(String id, DoctorCheck check) {
		return examine(check).stream()
			.filter((finding) -> finding.id().equals(id) && finding.status() != DoctorStatus.PASS)
			.toList();
	}

	private static List<DoctorFinding> examine(DoctorCheck... checks) {
		return new Doctor(List.of(checks), DoctorMode.REPORT, List.of()).examine().findings();
	}

}
