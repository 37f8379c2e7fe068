package io.stratum.test;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.stratum.access.AccessForbiddenException;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.isolation.subtree.SubtreeAnswer;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.tenant.ForEachTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantRound;
import io.stratum.tenant.TenantRounds;
import jakarta.persistence.EntityManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Roads 15 to 17, 23, 24 and 28 as an application has wired them, with all guards
 * standing.
 *
 * <p>
 * What the application does not have is reported as not applicable, by its name.
 *
 * @param <E> the entity
 */
abstract class ApplicationRoads<E> extends EntityRoads<E> {

	/** There is nothing that could leak; the name of the test says so. */
	private static final Executable NOTHING = () -> {
	};

	ApplicationRoads() {
	}

	@TestFactory
	Stream<DynamicTest> executorsRunForTheSameTenantOrRefuse(TestReporter report) {
		return walk("Executor", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.all(Executor.class)
				.forEach((name, executor) -> ways.put(name, () -> crossing(application, name, report).walk(executor)));
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> timersRunForTheSameTenantOrRefuse(TestReporter report) {
		return walk("TaskScheduler", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.all(TaskScheduler.class)
				.forEach((name, scheduler) -> ways.put(name, () -> crossing(application, name, report)
					.walk((work) -> scheduler.schedule(work, scheduler.getClock().instant()))));
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> roundsRunForOneTenantAtATime() {
		return walk("TenantRounds", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.all(TenantRounds.class)
				.forEach((name, rounds) -> ways.put(name, () -> goRound(application, rounds)));
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> listenersAfterCommitRunForTheTenantOfTheEvent() {
		return walk("executor for @Async", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			ways.put("the thread that commits", () -> hear(application, Runnable::run));
			application.asyncExecutor()
				.ifPresentOrElse((executor) -> ways.put("the executor of @Async", () -> hear(application, executor)),
						() -> ways.put(notApplicable("the application has no executor for @Async"), NOTHING));
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> cachesAreNotShared() {
		return walk("CacheManager", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.caches().forEach((name, cache) -> {
				if (application.isGlobal(cache)) {
					ways.put(notApplicable(name + " is shared by all tenants, as stratum.caching.global says"),
							NOTHING);
				}
				else {
					ways.put(name, () -> new CacheRoad(application.context, this.acme, this.globex).walk(cache));
				}
			});
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> subtreeOfAStrangerIsNotRead() {
		return walk("Subtree", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.all(Subtree.class).forEach((name, subtree) -> {
				ways.put(name + ".gather",
						() -> assertNothingReached(application,
								() -> assertThat(subtree.gather(this.globex.id(), (sql) -> rowsOf(application, sql)))
									.allSatisfy((place) -> assertThat(place.answer()).isEmpty())));
				ways.put(name + ".gatherReachable",
						() -> assertNothingReached(application, () -> assertThat(
								subtree.gatherReachable(this.globex.id(), (sql) -> rowsOf(application, sql)).answers())
							.allSatisfy((place) -> assertThat(place.answer()).isEmpty())));
			});
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> subtreeShowsOwnRowsOnlyAndIsNotWritten() {
		return walk("Subtree, nor SubtreeReads", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.all(SubtreeReads.class)
				.forEach((name, reads) -> ways.put(name, () -> readSubtree(application,
						(work) -> reads.read(() -> work.apply(application.acting.sql)))));
			application.all(Subtree.class)
				.forEach((name, subtree) -> ways.put(name,
						() -> readSubtree(application,
								(work) -> subtree.gather(this.acme.id(), work)
									.stream()
									.map(SubtreeAnswer::answer)
									.flatMap(List::stream)
									.toList())));
			return ways;
		});
	}

	@TestFactory
	Stream<DynamicTest> repositoriesOfSubtreesShowOwnRowsOnly() {
		return walk("repository that reads a subtree", (application) -> {
			Map<String, Executable> ways = new LinkedHashMap<>();
			application.subtreeMethods().forEach((method, repository) -> {
				String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
				if (method.getParameterCount() == 0) {
					ways.put(name, () -> askRepository(application, method, repository));
				}
				else {
					ways.put(notApplicable(name + " takes parameters that nobody knows"), NOTHING);
				}
			});
			return ways;
		});
	}

	private Stream<DynamicTest> walk(String what, Function<WiredApplication, Map<String, Executable>> roads) {
		return application().stream().map(WiredApplication::new).flatMap((application) -> {
			Map<String, Executable> ways = roads.apply(application);
			return ways.isEmpty()
					? Stream.of(DynamicTest.dynamicTest(notApplicable("the application has no " + what), NOTHING))
					: ways.entrySet()
						.stream()
						.map((way) -> DynamicTest.dynamicTest(this.strategy + " " + way.getKey(),
								named(way.getKey(), way.getValue())));
		});
	}

	private static String notApplicable(String why) {
		return "not applicable: " + why;
	}

	/** Says which way it was, for some reports tell its number only. */
	private static Executable named(String way, Executable walk) {
		return () -> {
			try {
				walk.execute();
			}
			catch (TestAbortedException ex) {
				throw new TestAbortedException(way + ": " + ex.getMessage(), ex);
			}
			catch (AssertionError ex) {
				throw new AssertionError(way + ": " + ex.getMessage(), ex);
			}
		};
	}

	private ThreadCrossing crossing(WiredApplication application, String name, TestReporter report) {
		return new ThreadCrossing(application.context, this.acme, this.globex, () -> look(application),
				rows(application), (how) -> report.publishEntry(this.strategy + " " + name, how));
	}

	/** Gives each tenant one row, by the ways of the application itself. */
	private Map<Tenant, Object> rows(WiredApplication application) {
		return Map.of(this.acme, persist(application, this.acme), this.globex, persist(application, this.globex));
	}

	private Object persist(WiredApplication application, Tenant tenant) {
		return application.acting.inSession(tenant, (session) -> {
			E entity = newEntity(session);
			session.persist(entity);
			session.flush();
			return Objects.requireNonNull(this.mapping.idOf(entity));
		});
	}

	/** Looks around from wherever it runs. */
	private Sighting look(WiredApplication application) {
		return Sighting.of(application.context,
				() -> application.acting.newTransaction().execute((status) -> idsSeenBy(application.acting.session())));
	}

	private void goRound(WiredApplication application, TenantRounds rounds) {
		Map<Tenant, Object> rows = rows(application);
		Map<Tenant, Sighting> seen = new ConcurrentHashMap<>();
		TenantRound round = new TenantRound("stratum-contract", rows::containsKey, 2, ForEachTenant.OnFailure.STOP);
		rounds.run(round, (tenant) -> seen.put(tenant, look(application)));
		assertThat(seen).containsOnlyKeys(this.acme, this.globex)
			.allSatisfy((tenant, sighting) -> sighting.isOf(tenant, rows));
		assertThat(application.context.current()).as("tenant left by the round").isEmpty();
	}

	/**
	 * Publishes for both tenants, also for one from within a transaction of the other.
	 */
	private void hear(WiredApplication application, Executor where) {
		Map<Tenant, Object> rows = rows(application);
		try (CommitListener listener = new CommitListener(application, where, () -> look(application))) {
			listener.publish(this.acme);
			listener.publish(this.globex);
			listener.publish(this.acme, () -> listener.publish(this.globex));
			assertThat(listener.heard()).hasSize(4)
				.allSatisfy((heard) -> heard.sighting().isOf(heard.publisher(), rows));
		}
	}

	private void assertNothingReached(WiredApplication application, ThrowingCallable attempt) {
		rows(application);
		application.asCallerOf(this.acme, () -> {
			Throwable failure = catchThrowable(attempt);
			assertThat(failure).as("reading the subtree of '%s'", this.globex.slug())
				.satisfiesAnyOf((none) -> assertThat(none).isNull(),
						(refused) -> assertThat(refused).isInstanceOf(AccessForbiddenException.class));
		});
	}

	private void readSubtree(WiredApplication application,
			Function<Function<JdbcClient, List<Object>>, List<Object>> read) {
		Map<Tenant, Object> rows = rows(application);
		application.asCallerOf(this.acme, () -> {
			List<Object> seen = read.apply((sql) -> rowsOf(application, sql));
			assertThat(seen).contains(rows.get(this.acme), this.acme.id().value())
				.doesNotContain(rows.get(this.globex), this.foreignId, this.globex.id().value());
			Object before = ownerOf(this.acme).rowsOf(this.acme);
			assertThat(catchThrowable(() -> read
				.apply((sql) -> List.of(sql.sql("delete from %s".formatted(this.mapping.table())).update()))))
				.as("deleting by a read of the subtree")
				.isNotNull();
			assertThat(ownerOf(this.acme).rowsOf(this.acme)).isEqualTo(before);
		});
	}

	private void askRepository(WiredApplication application, Method method, Object repository) {
		Map<Tenant, Object> rows = rows(application);
		Map<Tenant, List<Object>> seen = new HashMap<>();
		rows.keySet()
			.forEach((tenant) -> application.asCallerOf(tenant,
					() -> seen.put(tenant, idsAnswered(ReflectionUtils.invokeMethod(method, repository)))));
		assertThat(seen.get(this.acme)).doesNotContain(rows.get(this.globex), this.foreignId);
		assertThat(seen.get(this.globex)).doesNotContain(rows.get(this.acme), this.ownId);
		Assumptions.assumeTrue(
				rows.keySet()
					.stream()
					.allMatch((tenant) -> seen.getOrDefault(tenant, List.of()).contains(rows.get(tenant))),
				"It does not show the entity of the contract even to its owner.");
	}

	private List<Object> idsAnswered(@Nullable Object answer) {
		return (answer instanceof Iterable<?> elements) ? StreamSupport.stream(elements.spliterator(), false)
			.filter(entityType()::isInstance)
			.map((entity) -> Objects.requireNonNull(this.mapping.idOf(entity)))
			.toList() : List.of();
	}

	/** Ids that Hibernate shows here, and tenants of the rows that JDBC shows. */
	private List<Object> rowsOf(WiredApplication application, JdbcClient sql) {
		EntityManager entities = application.acting.session();
		List<Object> tenants = sql
			.sql("select distinct %s from %s".formatted(this.mapping.tenantColumn(), this.mapping.table()))
			.query((row, number) -> row.getObject(1))
			.list();
		return Stream.concat(idsSeenBy(entities).stream(), tenants.stream()).toList();
	}

}
