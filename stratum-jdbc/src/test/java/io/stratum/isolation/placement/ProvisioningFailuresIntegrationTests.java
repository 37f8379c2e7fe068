package io.stratum.isolation.placement;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantAlreadyExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Places are made whole or not at all, whatever fails and wherever a node dies.
 */
class ProvisioningFailuresIntegrationTests {

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
			String slug = Depot.slug();
			createAndRecover(fuse, slug, strategy);
			depot.assertCatalogAndRecordAgree();
			assertThat(depot.unclaimed()).isZero();
			depot.assertUsable(slug, strategy);
			depot.discard(slug);
		}
		while (fuse.hasBlown());
		return connection;
	}

	private static void createAndRecover(Fuse fuse, String slug, IsolationStrategy strategy) {
		discardTemplates();
		die(fuse, slug, strategy);
		depot.fixture.holdsExpire();
		depot.node.provisioner.recover();
	}

	/** Has the next place make its template too. */
	private static void discardTemplates() {
		depot.fixture.sql("""
				update stratum.placement
				set held_until = now() - interval '1 s', state = 'FAILED'
				where purpose = 'TEMPLATE'
				""").update();
		depot.node.provisioner.recover();
	}

	private static void haveTemplate() {
		depot.node.create(Depot.slug(), IsolationStrategy.SCHEMA);
	}

	private static void die(Fuse fuse, String slug, IsolationStrategy strategy) {
		try (PlacementFixture.Node dying = depot.fixture.node(fuse, DEFAULTS)) {
			dying.create(slug, strategy);
		}
		catch (Fuse.NodeDied | RuntimeException ex) {
			assertThat(fuse.hasBlown()).isTrue();
		}
	}

	@Test
	void failingStepOfTheApplicationTakesThePlaceDownAtOnce() {
		haveTemplate();
		List<String> before = depot.fixture.placesInCatalog();
		String slug = Depot.slug();
		try (PlacementFixture.Node failing = depot.fixture.node(DEFAULTS, (place, owner) -> {
			throw new IllegalStateException("password=hunter2");
		})) {
			assertThatExceptionOfType(StratumException.class)
				.isThrownBy(() -> failing.create(slug, IsolationStrategy.SCHEMA))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.PROVISIONING_FAILED))
				.withMessageNotContaining("hunter2");
		}
		assertThat(depot.fixture.placesInCatalog()).isEqualTo(before);
		assertThat(depot.node.tenants.findBySlug(slug)).isEmpty();
		depot.assertUsable(slug, IsolationStrategy.SCHEMA);
	}

	@Test
	void twoNodesThatCreateOneSlugEndInOnePlacement() throws Exception {
		haveTemplate();
		String slug = Depot.slug();
		int before = depot.fixture.placesOnRecord().size();
		try (PlacementFixture.Node other = depot.fixture.node()) {
			List<Throwable> failures = Threads.together(() -> depot.node.create(slug, IsolationStrategy.SCHEMA),
					() -> other.create(slug, IsolationStrategy.SCHEMA));
			assertThat(failures).singleElement().isInstanceOf(TenantAlreadyExistsException.class);
		}
		assertThat(depot.fixture.placesOnRecord()).hasSize(before + 1);
	}

	@Test
	void twoNodesThatRecoverTakeTurns() throws Exception {
		for (int i = 1; i < 20; i += 2) {
			die(Fuse.killsAt(i), Depot.slug(), IsolationStrategy.SCHEMA);
		}
		depot.fixture.holdsExpire();
		try (PlacementFixture.Node other = depot.fixture.node()) {
			assertThat(Threads.together(depot.node.provisioner::recover, other.provisioner::recover)).isEmpty();
		}
		assertThat(depot.unclaimed()).isZero();
	}

	@Test
	void makerGivenUpForDeadLeavesNothingWhenItGoesOn() throws Exception {
		assertThat(failureOfSleeper(Fuse.none(), () -> {
		})).isInstanceOf(ProvisioningFailedException.class);
		assertThat(depot.unclaimed()).isZero();
	}

	@Test
	void makerGivenUpForDeadThatDiesWhenItGoesOnLeavesNothingEither() throws Exception {
		Fuse fuse = Fuse.killsAt(Integer.MAX_VALUE);
		// It may still ask whether the place is its own, and nothing else.
		failureOfSleeper(fuse, () -> fuse.leave(1));
		assertThat(fuse.hasBlown()).isTrue();
		assertThat(depot.unclaimed()).isZero();
	}

	/**
	 * Has a node fall asleep before it makes a schema, and go on when others took over.
	 */
	private static Throwable failureOfSleeper(Fuse fuse, Runnable awake) throws Exception {
		// So that its first connection makes something.
		discardTemplates();
		CountDownLatch stopped = new CountDownLatch(1);
		CountDownLatch goesOn = new CountDownLatch(1);
		OwnerServer slow = fuse.guard(new SlowServer(depot.fixture.home(), stopped, goesOn, awake));
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try (PlacementFixture.Node sleeper = depot.fixture.node(fuse, (name) -> slow, DEFAULTS)) {
			Future<Tenant> creation = thread.submit(() -> sleeper.create(Depot.slug(), IsolationStrategy.SCHEMA));
			assertThat(stopped.await(5, TimeUnit.MINUTES)).isTrue();
			depot.fixture.holdsExpire();
			assertThat(depot.node.provisioner.recover()).isEqualTo(1);
			goesOn.countDown();
			return Threads.failureOf(creation);
		}
		finally {
			goesOn.countDown();
			thread.shutdown();
		}
	}

}
