package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.isolation.Placement;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.IsolationStrategyUnsupportedException;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantBatchException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Places are made, kept ready, claimed and taken down.
 */
class ProvisionerIntegrationTests {

	private static final ProvisioningOptions DEFAULTS = ProvisioningOptions.defaults();

	private static Depot depot;

	@BeforeAll
	static void start() {
		depot = new Depot();
	}

	@AfterAll
	static void stop() {
		depot.close();
	}

	@AfterEach
	void catalogAndRecordAgree() {
		depot.assertCatalogAndRecordAgree();
	}

	@Test
	void stepsOfTheApplicationWorkInThePlace() {
		ProvisioningStep step = (place, owner) -> JdbcClient.create(owner)
			.sql("insert into parcel (tenant_id, receiver) values (gen_random_uuid(), 'welcome')")
			.update();
		try (PlacementFixture.Node own = depot.fixture.node(DEFAULTS, step)) {
			Tenant tenant = own.create(Depot.slug(), IsolationStrategy.SCHEMA);
			assertThat(depot.fixture.sql("select receiver from " + placeOf(tenant).schema() + ".parcel")
				.query(String.class)
				.single()).isEqualTo("welcome");
		}
	}

	@Test
	void sparesAreClaimedByOneTenantEachWithoutWorkOfTheOwner() throws Exception {
		ProvisioningOptions options = DEFAULTS.withSpares(2, 1);
		try (PlacementFixture.Node keeping = depot.fixture.node(options)) {
			keeping.provisioner.refill();
			assertThat(depot.unclaimed()).isEqualTo(3);
			keeping.provisioner.refill();
			assertThat(depot.unclaimed()).isEqualTo(3);
		}
		OwnerServers noServer = (name) -> new UnreachableServer();
		try (PlacementFixture.Node one = depot.fixture.node(Fuse.none(), noServer, options);
				PlacementFixture.Node other = depot.fixture.node(Fuse.none(), noServer, options)) {
			assertThat(Threads.together(() -> one.create(Depot.slug(), IsolationStrategy.SCHEMA),
					() -> other.create(Depot.slug(), IsolationStrategy.SCHEMA)))
				.isEmpty();
			one.create(Depot.slug(), IsolationStrategy.DATABASE);
		}
		assertThat(depot.unclaimed()).isZero();
	}

	@Test
	void placeNobodyTookBecomesASpareWhereOneIsWanted() {
		ProvisioningOptions options = DEFAULTS.withSpares(1, 0);
		try (PlacementFixture.Node keeping = depot.fixture.node(options)) {
			String slug = Depot.slug();
			depot.node.create(slug, IsolationStrategy.SHARED);
			keeping.provisioner.prepare(NewTenant.root(slug, slug), IsolationStrategy.SCHEMA).close();
			assertThat(depot.unclaimed()).isEqualTo(1);
			keeping.create(Depot.slug(), IsolationStrategy.SCHEMA);
			assertThat(depot.unclaimed()).isZero();
		}
	}

	@Test
	void batchThatFailsLeavesNoPlace() {
		List<String> before = depot.fixture.placesInCatalog();
		String taken = Depot.slug();
		depot.node.create(taken, IsolationStrategy.SHARED);
		List<NewTenant> rows = List.of(NewTenant.root(Depot.slug(), "a").isolatedBy(IsolationStrategy.SCHEMA),
				NewTenant.root(Depot.slug(), "b").isolatedBy(IsolationStrategy.DATABASE), NewTenant.root(taken, "c"));
		assertThatExceptionOfType(TenantBatchException.class).isThrownBy(() -> depot.node.tenants.createAll(rows));
		assertThat(withoutTemplates(depot.fixture.placesInCatalog())).isEqualTo(withoutTemplates(before));
	}

	@Test
	void strategySwitchedOffOrWithoutServerIsUnsupported() {
		ProvisioningOptions sharedOnly = new ProvisioningOptions(Set.of(IsolationStrategy.SHARED),
				Duration.ofMinutes(1), true, 0, 0);
		try (PlacementFixture.Node limited = depot.fixture.node(sharedOnly);
				PlacementFixture.Node homeless = depot.fixture.node(Fuse.none(), (name) -> null, DEFAULTS)) {
			for (PlacementFixture.Node refusing : List.of(limited, homeless)) {
				assertThatExceptionOfType(IsolationStrategyUnsupportedException.class)
					.isThrownBy(() -> refusing.create(Depot.slug(), IsolationStrategy.DATABASE));
				refusing.create(Depot.slug(), IsolationStrategy.SHARED);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA", "DATABASE" })
	void placeOfAnArchivedTenantIsTakenDownAndNothingElse(IsolationStrategy strategy) {
		Tenant tenant = depot.node.create(Depot.slug(), strategy);
		String unrecorded = "t_" + tenant.id().label();
		depot.fixture.sql("create schema " + unrecorded).update();
		String name = depot.node.provisioner.placements()
			.stream()
			.filter((place) -> tenant.id().equals(place.tenant()))
			.findFirst()
			.orElseThrow()
			.name();
		assertThatExceptionOfType(StratumException.class).isThrownBy(() -> depot.node.provisioner.drop(tenant.id()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TENANT_INVALID_STATE));
		depot.discard(tenant.slug());
		assertThat(depot.node.provisioner.placements()).noneMatch((place) -> tenant.id().equals(place.tenant()));
		assertThat(depot.node.provisioner.drop(tenant.id())).isFalse();
		assertThat(depot.fixture.placesInCatalog()).doesNotContain(name).contains(unrecorded);
		depot.fixture.sql("drop schema " + unrecorded).update();
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA", "DATABASE" })
	void laterPlacesAreClonedFromOneTemplate(IsolationStrategy strategy) {
		Tenant first = depot.node.create(Depot.slug(), strategy);
		Tenant second = depot.node.create(Depot.slug(), strategy);
		assertThat(
				depot.fixture.sql("select count(*) from stratum.placement where purpose = 'TEMPLATE' and strategy = ?")
					.param(strategy.wireName())
					.query(Long.class)
					.single())
			.isEqualTo(1);
		for (Tenant tenant : List.of(first, second)) {
			assertThat(depot.rows(tenant)).containsExactly(tenant.slug());
		}
	}

	@Test
	void clonedSchemaIsWhatItsMigrationsWouldHaveMade() {
		depot.node.create(Depot.slug(), IsolationStrategy.SCHEMA);
		Placement place = placeOf(depot.node.create(Depot.slug(), IsolationStrategy.SCHEMA));
		OwnerServer.Settings settings = new OwnerServer.Settings(List.of(), Duration.ZERO, Duration.ZERO);
		DataSource owner = depot.fixture.home().connect(null, settings);
		Blueprint blueprint = depot.fixture.blueprint(depot.fixture.scripts);
		assertThat(blueprint.flyway(place, owner).validateWithResult().validationSuccessful).isTrue();
		assertThat(blueprint.flyway(place, owner).migrate().migrationsExecuted).isZero();
		assertThat(blueprint.security(place, owner, PlacementFixture.ROLES).apply(true).steps()).isEmpty();
		assertThat(installedOn(place.schema())).isEqualTo(installedOn(template()));
	}

	/**
	 * The moment of the migration, which a copy takes over and a second run would not.
	 */
	private static List<String> installedOn(String schema) {
		return depot.fixture.sql("select installed_on::text from " + schema + ".flyway_schema_history order by 1")
			.query(String.class)
			.list();
	}

	private static String template() {
		return depot.fixture
			.sql("select schema from stratum.placement where purpose = 'TEMPLATE' and schema is not null")
			.query(String.class)
			.single();
	}

	private static Placement placeOf(Tenant tenant) {
		return new RecordedPlacements(depot.node.database, depot.node.feed, OutdatedPlaces.SERVED).of(tenant);
	}

	private static List<String> withoutTemplates(List<String> places) {
		List<String> templates = depot.fixture
			.sql("select coalesce(schema, database) from stratum.placement where purpose = 'TEMPLATE'")
			.query(String.class)
			.list();
		return places.stream().filter((place) -> !templates.contains(place)).toList();
	}

}
