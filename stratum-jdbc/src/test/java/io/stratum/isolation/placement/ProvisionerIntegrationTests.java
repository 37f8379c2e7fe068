package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import javax.sql.DataSource;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.isolation.Placement;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.IsolationStrategyUnsupportedException;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantAlreadyExistsException;
import io.stratum.tenant.TenantBatchException;
import io.stratum.tenant.TenantContext;
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
 * Places are made whole or not at all, whatever fails and wherever a node dies.
 */
class ProvisionerIntegrationTests {

	private static final ProvisioningOptions DEFAULTS = ProvisioningOptions.defaults();

	private static PlacementFixture fixture;

	private static PlacementFixture.Node node;

	private static int number;

	@BeforeAll
	static void start() {
		fixture = new PlacementFixture();
		node = fixture.node();
	}

	@AfterAll
	static void stop() {
		node.close();
		fixture.close();
	}

	@AfterEach
	void catalogAndRecordAgree() {
		assertThat(fixture.placesInCatalog()).isEqualTo(fixture.placesOnRecord());
		assertThat(fixture.sql("""
				select count(*)
				from stratum.tenant t
				where isolation_strategy <> 'SHARED_RLS' and not exists (
					select from stratum.placement p where p.tenant_id = t.id and p.state = 'READY')
					and status <> 'archived'
				""").query(Long.class).single()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA", "DATABASE" })
	void nodeThatDiesAnywhereLeavesNoOrphan(IsolationStrategy strategy) {
		int steps = interruptEverywhere(strategy, Fuse::killsAt);
		assertThat(steps).isGreaterThan(15);
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA", "DATABASE" })
	void failureOfAnyStepLeavesNothingAndTheSlugCanBeTriedAgain(IsolationStrategy strategy) {
		int steps = interruptEverywhere(strategy, Fuse::failsAt);
		assertThat(steps).isGreaterThan(15);
	}

	/**
	 * Interrupts a creation at its first connection, then at its second, until none is
	 * left.
	 */
	private int interruptEverywhere(IsolationStrategy strategy, IntFunction<Fuse> fuses) {
		int connection = 0;
		Fuse fuse;
		do {
			fuse = fuses.apply(++connection);
			String slug = slug();
			createAndRecover(fuse, slug, strategy);
			catalogAndRecordAgree();
			assertThat(unclaimed()).isZero();
			assertUsable(slug, strategy);
			discard(slug);
		}
		while (fuse.hasBlown());
		return connection;
	}

	private static void createAndRecover(Fuse fuse, String slug, IsolationStrategy strategy) {
		discardTemplates();
		die(fuse, slug, strategy);
		fixture.holdsExpire();
		node.provisioner.recover();
	}

	private static void discard(String slug) {
		Tenant tenant = node.tenants.findBySlug(slug).orElseThrow();
		fixture.sql("update stratum.tenant set status = 'archived' where id = ?").param(tenant.id().value()).update();
		node.provisioner.drop(tenant.id());
	}

	/** Has the next database make its template too. */
	private static void discardTemplates() {
		fixture.sql("""
				update stratum.placement
				set held_until = now() - interval '1 s', state = 'FAILED'
				where purpose = 'TEMPLATE'
				""").update();
		node.provisioner.recover();
	}

	private static void die(Fuse fuse, String slug, IsolationStrategy strategy) {
		try (PlacementFixture.Node dying = fixture.node(fuse, DEFAULTS)) {
			dying.create(slug, strategy);
		}
		catch (Fuse.NodeDied | RuntimeException ex) {
			assertThat(fuse.hasBlown()).isTrue();
		}
	}

	@Test
	void failingStepOfTheApplicationTakesThePlaceDownAtOnce() {
		List<String> before = fixture.placesInCatalog();
		String slug = slug();
		try (PlacementFixture.Node failing = fixture.node(DEFAULTS, (place, owner) -> {
			throw new IllegalStateException("password=hunter2");
		})) {
			assertThatExceptionOfType(StratumException.class)
				.isThrownBy(() -> failing.create(slug, IsolationStrategy.SCHEMA))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED))
				.withMessageNotContaining("hunter2");
		}
		assertThat(fixture.placesInCatalog()).isEqualTo(before);
		assertThat(node.tenants.findBySlug(slug)).isEmpty();
		assertUsable(slug, IsolationStrategy.SCHEMA);
	}

	@Test
	void stepsOfTheApplicationWorkInThePlace() {
		ProvisioningStep step = (place, owner) -> JdbcClient.create(owner)
			.sql("insert into parcel (tenant_id, receiver) values (gen_random_uuid(), 'welcome')")
			.update();
		try (PlacementFixture.Node own = fixture.node(DEFAULTS, step)) {
			Tenant tenant = own.create(slug(), IsolationStrategy.SCHEMA);
			assertThat(fixture.sql("select receiver from " + placeOf(tenant).schema() + ".parcel")
				.query(String.class)
				.single()).isEqualTo("welcome");
		}
	}

	@Test
	void twoNodesThatCreateOneSlugEndInOnePlacement() throws Exception {
		String slug = slug();
		int before = fixture.placesOnRecord().size();
		try (PlacementFixture.Node other = fixture.node()) {
			List<Throwable> failures = together(() -> node.create(slug, IsolationStrategy.SCHEMA),
					() -> other.create(slug, IsolationStrategy.SCHEMA));
			assertThat(failures).singleElement().isInstanceOf(TenantAlreadyExistsException.class);
		}
		assertThat(fixture.placesOnRecord()).hasSize(before + 1);
	}

	@Test
	void twoNodesThatRecoverTakeTurns() throws Exception {
		for (int i = 1; i < 20; i += 2) {
			die(Fuse.killsAt(i), slug(), IsolationStrategy.SCHEMA);
		}
		fixture.holdsExpire();
		try (PlacementFixture.Node other = fixture.node()) {
			assertThat(together(node.provisioner::recover, other.provisioner::recover)).isEmpty();
		}
		assertThat(unclaimed()).isZero();
	}

	@Test
	void makerGivenUpForDeadLeavesNothingWhenItGoesOn() throws Exception {
		CountDownLatch stopped = new CountDownLatch(1);
		CountDownLatch goesOn = new CountDownLatch(1);
		OwnerServer slow = new SlowServer(fixture.home(), stopped, goesOn);
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (PlacementFixture.Node sleeper = fixture.node(Fuse.none(), (name) -> slow, DEFAULTS)) {
			Future<Tenant> creation = thread.submit(() -> sleeper.create(slug(), IsolationStrategy.SCHEMA));
			assertThat(stopped.await(1, TimeUnit.MINUTES)).isTrue();
			fixture.holdsExpire();
			assertThat(node.provisioner.recover()).isEqualTo(1);
			goesOn.countDown();
			assertThat(failureOf(creation)).isInstanceOf(ProvisioningFailedException.class);
		}
		finally {
			thread.shutdown();
		}
		assertThat(unclaimed()).isZero();
	}

	@Test
	void sparesAreClaimedByOneTenantEachWithoutWorkOfTheOwner() throws Exception {
		ProvisioningOptions options = DEFAULTS.withSpares(2, 1);
		try (PlacementFixture.Node keeping = fixture.node(options)) {
			keeping.provisioner.refill();
			assertThat(unclaimed()).isEqualTo(3);
			keeping.provisioner.refill();
			assertThat(unclaimed()).isEqualTo(3);
		}
		OwnerServers noServer = (name) -> new UnreachableServer();
		try (PlacementFixture.Node one = fixture.node(Fuse.none(), noServer, options);
				PlacementFixture.Node other = fixture.node(Fuse.none(), noServer, options)) {
			assertThat(together(() -> one.create(slug(), IsolationStrategy.SCHEMA),
					() -> other.create(slug(), IsolationStrategy.SCHEMA)))
				.isEmpty();
			one.create(slug(), IsolationStrategy.DATABASE);
		}
		assertThat(unclaimed()).isZero();
	}

	@Test
	void placeNobodyTookBecomesASpareWhereOneIsWanted() {
		ProvisioningOptions options = DEFAULTS.withSpares(1, 0);
		try (PlacementFixture.Node keeping = fixture.node(options)) {
			String slug = slug();
			node.create(slug, IsolationStrategy.SHARED);
			keeping.provisioner.prepare(NewTenant.root(slug, slug), IsolationStrategy.SCHEMA).close();
			assertThat(unclaimed()).isEqualTo(1);
			keeping.create(slug(), IsolationStrategy.SCHEMA);
			assertThat(unclaimed()).isZero();
		}
	}

	@Test
	void batchThatFailsLeavesNoPlace() {
		List<String> before = fixture.placesInCatalog();
		String taken = slug();
		node.create(taken, IsolationStrategy.SHARED);
		List<NewTenant> rows = List.of(NewTenant.root(slug(), "a").isolatedBy(IsolationStrategy.SCHEMA),
				NewTenant.root(slug(), "b").isolatedBy(IsolationStrategy.DATABASE), NewTenant.root(taken, "c"));
		assertThatExceptionOfType(TenantBatchException.class).isThrownBy(() -> node.tenants.createAll(rows));
		assertThat(withoutTemplates(fixture.placesInCatalog())).isEqualTo(withoutTemplates(before));
	}

	@Test
	void strategySwitchedOffOrWithoutServerIsUnsupported() {
		ProvisioningOptions sharedOnly = new ProvisioningOptions(Set.of(IsolationStrategy.SHARED),
				Duration.ofMinutes(1), true, 0, 0);
		try (PlacementFixture.Node limited = fixture.node(sharedOnly);
				PlacementFixture.Node homeless = fixture.node(Fuse.none(), (name) -> null, DEFAULTS)) {
			for (PlacementFixture.Node refusing : List.of(limited, homeless)) {
				assertThatExceptionOfType(IsolationStrategyUnsupportedException.class)
					.isThrownBy(() -> refusing.create(slug(), IsolationStrategy.DATABASE));
				refusing.create(slug(), IsolationStrategy.SHARED);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SCHEMA", "DATABASE" })
	void placeOfAnArchivedTenantIsTakenDownAndNothingElse(IsolationStrategy strategy) {
		Tenant tenant = node.create(slug(), strategy);
		String unrecorded = "t_" + tenant.id().label();
		fixture.sql("create schema " + unrecorded).update();
		String name = node.provisioner.placements()
			.stream()
			.filter((place) -> tenant.id().equals(place.tenant()))
			.findFirst()
			.orElseThrow()
			.name();
		assertThatExceptionOfType(StratumException.class).isThrownBy(() -> node.provisioner.drop(tenant.id()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.TENANT_INVALID_STATE));
		discard(tenant.slug());
		assertThat(node.provisioner.placements()).noneMatch((place) -> tenant.id().equals(place.tenant()));
		assertThat(node.provisioner.drop(tenant.id())).isFalse();
		assertThat(fixture.placesInCatalog()).doesNotContain(name).contains(unrecorded);
		fixture.sql("drop schema " + unrecorded).update();
	}

	@Test
	void secondDatabaseIsClonedFromTheTemplate() {
		Tenant first = node.create(slug(), IsolationStrategy.DATABASE);
		Tenant second = node.create(slug(), IsolationStrategy.DATABASE);
		assertThat(fixture.sql("select count(*) from stratum.placement where purpose = 'TEMPLATE'")
			.query(Long.class)
			.single()).isEqualTo(1);
		for (Tenant tenant : List.of(first, second)) {
			assertThat(rows(tenant)).containsExactly(tenant.slug());
		}
	}

	private static void assertUsable(String slug, IsolationStrategy strategy) {
		Tenant tenant = node.tenants.findBySlug(slug).orElseGet(() -> node.create(slug, strategy));
		assertThat(rows(tenant)).containsExactly(slug);
	}

	/** Writes a row as the tenant and reads what it sees. */
	private static List<String> rows(Tenant tenant) {
		DataSource home = fixture.connect(fixture.name, PlacementFixture.ROLES.application());
		JdbcClient jdbc = JdbcClient.create(node.dataSource(OutdatedPlaces.SERVED, home));
		try (TenantContext.Scope scope = node.context.bind(tenant)) {
			jdbc.sql("insert into parcel (receiver) values (?)").param(tenant.slug()).update();
			return jdbc.sql("select receiver from parcel").query(String.class).list();
		}
	}

	private static Placement placeOf(Tenant tenant) {
		return new RecordedPlacements(node.database, node.feed, OutdatedPlaces.SERVED, 10).of(tenant);
	}

	private static List<String> withoutTemplates(List<String> places) {
		List<String> templates = fixture.sql("select database from stratum.placement where purpose = 'TEMPLATE'")
			.query(String.class)
			.list();
		return places.stream().filter((place) -> !templates.contains(place)).toList();
	}

	private static long unclaimed() {
		return fixture.sql("select count(*) from stratum.placement where tenant_id is null and purpose = 'TENANT'")
			.query(Long.class)
			.single();
	}

	private static String slug() {
		return "tenant_" + ++number;
	}

	private static List<Throwable> together(Runnable... works) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(works.length);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (Runnable work : works) {
				results.add(threads.submit(() -> {
					start.await();
					work.run();
					return null;
				}));
			}
			start.countDown();
			List<Throwable> failures = new ArrayList<>();
			for (Future<?> result : results) {
				Throwable failure = failureOf(result);
				if (failure != null) {
					failures.add(failure);
				}
			}
			return failures;
		}
		finally {
			threads.shutdown();
		}
	}

	private static Throwable failureOf(Future<?> result) throws InterruptedException {
		try {
			result.get();
			return null;
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

}
