package io.stratum.isolation.subtree;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.isolation.TenantIsolationException;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.isolation.subtree.PartialAnswers.MissingPlace;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubtreeIntegrationTests {

	private SubtreeFixture fixture;

	private SharedTurns turns;

	private Subtree subtree;

	@BeforeEach
	void start() {
		this.fixture = new SubtreeFixture();
		this.turns = new SharedTurns(2);
		this.subtree = this.fixture.subtree(this.turns);
	}

	@AfterEach
	void stop() {
		this.turns.close();
		this.fixture.close();
	}

	@Test
	void eachPlaceIsAskedOnceAndNamed() {
		Tenant ops = this.fixture.childWithOrder(this.fixture.acmeEmea, "acme_emea_ops");
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		this.fixture.moveToDatabase(ops);
		assertThat(this.subtree.gather(this.fixture.acme.id(), this.fixture::items)).containsExactly(
				new SubtreeAnswer<>(IsolationStrategy.SHARED,
						List.of(this.fixture.acme.id(), this.fixture.acmeEmea.id()), List.of("acme", "acme_emea")),
				new SubtreeAnswer<>(IsolationStrategy.SCHEMA, List.of(this.fixture.acmeEmeaSales.id()),
						List.of("acme_emea_sales")),
				new SubtreeAnswer<>(IsolationStrategy.DATABASE, List.of(ops.id()), List.of("acme_emea_ops")));
	}

	@Test
	void rootInAPlaceOfItsOwnIsAskedFirst() {
		this.fixture.moveToDatabase(this.fixture.acme);
		assertThat(this.subtree.gather(this.fixture.acme.id(), this.fixture::items)).extracting(SubtreeAnswer::answer)
			.containsExactly(List.of("acme"), List.of("acme_emea", "acme_emea_sales"));
	}

	@Test
	void placesAreAskedAtTheSameTime() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		CyclicBarrier meeting = new CyclicBarrier(2);
		assertThat(this.subtree.gather(this.fixture.acme.id(), (sql) -> meet(meeting))).hasSize(2);
	}

	@Test
	void noMoreThanTheThreadsThereAreAskAtTheSameTime() {
		for (int child = 0; child < 6; child++) {
			this.fixture.moveToSchema(this.fixture.childWithOrder(this.fixture.acme, "acme_" + child));
		}
		AtomicInteger asking = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		assertThat(this.subtree.gather(this.fixture.acme.id(), (sql) -> {
			most.accumulateAndGet(asking.incrementAndGet(), Math::max);
			sql.sql("select pg_sleep(0.05)").query().listOfRows();
			return asking.decrementAndGet();
		})).hasSize(7);
		assertThat(most.get()).isBetween(1, 3);
	}

	@Test
	void gatheringInsideGatheringNeverWaitsForAThread() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		assertThat(this.subtree.gather(this.fixture.acme.id(), (sql) -> gatheredItems(this.fixture.acmeEmea)))
			.extracting(SubtreeAnswer::answer)
			.containsOnly(List.of("acme_emea", "acme_emea_sales"));
	}

	@Test
	void callerWhoDoesNotReachTheRootIsRefused() {
		Caller stranger = new Caller(Caller.Type.USER, "u1", "User", this.fixture.globex.id(),
				EnumSet.allOf(Scope.class), null, null, null);
		try (TenantContext.Scope scope = this.fixture.context.bind(this.fixture.globex, stranger)) {
			assertThatExceptionOfType(AccessForbiddenException.class)
				.isThrownBy(() -> this.subtree.gather(this.fixture.acme.id(), this.fixture::items));
			assertThat(gatheredItems(this.fixture.globex)).containsExactly("globex");
		}
	}

	@Test
	void failedPlaceFailsTheWhole() {
		this.fixture.lose(this.fixture.acmeEmeaSales);
		assertThatExceptionOfType(TenantUnavailableException.class)
			.isThrownBy(() -> this.subtree.gather(this.fixture.acme.id(), this.fixture::items));
	}

	@Test
	void partialAnswersNameWhatIsMissing() {
		this.fixture.lose(this.fixture.acmeEmeaSales);
		PartialAnswers<List<String>> partial = this.subtree.gatherReachable(this.fixture.acme.id(),
				this.fixture::items);
		assertThat(partial.answers()).extracting(SubtreeAnswer::answer).containsExactly(List.of("acme", "acme_emea"));
		assertThat(partial.missing()).singleElement().satisfies((missing) -> {
			assertThat(missing.tenants()).containsExactly(this.fixture.acmeEmeaSales.id());
			assertThat(missing.failure()).isInstanceOf(TenantUnavailableException.class);
		});
	}

	@Test
	void writeIsRefusedInEachPlace() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		this.fixture.moveToDatabase(this.fixture.acmeEmea);
		PartialAnswers<Integer> partial = this.subtree.gatherReachable(this.fixture.acme.id(),
				(sql) -> sql.sql("delete from orders").update());
		assertThat(partial.answers()).isEmpty();
		assertThat(partial.missing()).hasSize(3)
			.extracting(MissingPlace::failure)
			.allMatch(TenantIsolationException.class::isInstance);
	}

	@Test
	void archivedTenantIsAskedOnlyOnRequest() {
		this.fixture.tenants.suspend(this.fixture.acmeEmeaSales.id());
		this.fixture.tenants.archive(this.fixture.acmeEmeaSales.id());
		assertThat(gatheredItems(this.fixture.acme)).containsExactly("acme", "acme_emea");
		assertThat(this.subtree.withArchived().gather(this.fixture.acme.id(), this.fixture::items)).singleElement()
			.satisfies((answer) -> assertThat(answer.answer()).hasSize(3));
	}

	@Test
	void openTransactionIsSuspendedWhileOthersAreAsked() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		this.fixture.as(this.fixture.globex, () -> this.fixture.transaction.executeWithoutResult((status) -> {
			assertThat(gatheredItems(this.fixture.acme)).hasSize(3);
			assertThat(this.fixture.items()).containsExactly("globex");
		}));
	}

	private List<String> gatheredItems(Tenant root) {
		return this.subtree.gather(root.id(), this.fixture::items)
			.stream()
			.flatMap((answer) -> answer.answer().stream())
			.toList();
	}

	private static int meet(CyclicBarrier meeting) {
		try {
			return meeting.await(5, TimeUnit.MINUTES);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
