package io.stratum.tenant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.Together;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class TenantConcurrencyIntegrationTests {

	@RegisterExtension
	static final Forest forest = new Forest();

	@Test
	void fiftyChildrenAtOnceStandInOneRow() {
		Tenant acme = forest.root("acme");
		List<Callable<Tenant>> work = IntStream.range(0, 50)
			.<Callable<Tenant>>mapToObj((number) -> () -> forest.child(acme, "acme_" + number))
			.toList();
		assertThat(Together.run(work)).containsOnlyNulls();
		assertThat(forest.children(acme)).extracting(Tenant::sortOrder)
			.containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
		forest.verify();
	}

	@Test
	void rootsCreatedAtOnceStandInOneRow() {
		List<Callable<Tenant>> work = IntStream.range(0, 20)
			.<Callable<Tenant>>mapToObj((number) -> () -> forest.root("root_" + number))
			.toList();
		assertThat(Together.run(work)).containsOnlyNulls();
		forest.verify();
	}

	@Test
	void oneSlugIsGivenOnce() {
		List<Callable<Tenant>> work = IntStream.range(0, 8)
			.<Callable<Tenant>>mapToObj((number) -> () -> forest.root("acme"))
			.toList();
		assertThat(Together.run(work)).filteredOn(Objects::nonNull)
			.hasSize(7)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(TenantAlreadyExistsException.class));
		assertThat(forest.count()).isOne();
	}

	@Test
	void childAndSuspensionOfItsParentNeverBothHappen() {
		for (int round = 0; round < 60; round++) {
			Tenant parent = forest.root("acme_" + round);
			String slug = "child_" + round;
			List<Throwable> failures = Together
				.run(List.of(() -> forest.child(parent, slug), () -> forest.tenants.suspend(parent.id())));
			assertThat(failures).containsOnlyOnce((Throwable) null);
			if (failures.get(0) != null) {
				assertThat(failures.get(0)).isInstanceOf(TenantSuspendedException.class);
			}
			else {
				assertThat(failures.get(1)).isInstanceOf(TenantHasChildrenException.class);
			}
		}
		forest.verify();
	}

	@Test
	void crossingMovesMakeNoCycle() {
		for (int round = 0; round < 20; round++) {
			Tenant left = forest.root("left_" + round);
			Tenant right = forest.root("right_" + round);
			List<Throwable> failures = Together.run(List.of(() -> forest.tenants.move(left.id(), right.id(), null),
					() -> forest.tenants.move(right.id(), left.id(), null)));
			assertThat(failures).filteredOn(Objects::nonNull).singleElement().isInstanceOf(TenantCycleException.class);
		}
		forest.verify();
	}

	@Test
	void sixtyRandomMovesLeaveATree() {
		List<Tenant> tenants = population(40);
		assertThat(inParallel(60, 8, (random) -> {
			move(tenants, random);
			return null;
		})).allSatisfy(TenantConcurrencyIntegrationTests::isConflict);
		forest.verify();
	}

	@RepeatedTest(3)
	void everythingAtOnceLeavesATree() {
		List<Tenant> tenants = population(30);
		assertThat(inParallel(240, 8, (random) -> {
			anything(tenants, random);
			return null;
		})).allSatisfy(TenantConcurrencyIntegrationTests::isRefusal);
		forest.verify();
	}

	private static List<Tenant> population(int size) {
		Random random = new Random(size);
		List<Tenant> tenants = new ArrayList<>(List.of(forest.root("acme"), forest.root("globex")));
		while (tenants.size() < size) {
			tenants.add(forest.child(any(tenants, random), "tenant_" + tenants.size()));
		}
		return List.copyOf(tenants);
	}

	private static List<Throwable> inParallel(int times, int threads, Work work) {
		List<Callable<List<Throwable>>> workers = new ArrayList<>();
		List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
		for (int thread = 0; thread < threads; thread++) {
			Random random = new Random();
			workers.add(() -> {
				for (int time = 0; time < times / threads; time++) {
					try {
						work.run(random);
					}
					catch (StratumException ex) {
						refusals.add(ex);
					}
				}
				return refusals;
			});
		}
		assertThat(Together.run(workers)).containsOnlyNulls();
		return refusals;
	}

	private static void move(List<Tenant> tenants, Random random) {
		Tenant destination = (random.nextInt(10) > 0) ? any(tenants, random) : null;
		forest.tenants.move(any(tenants, random).id(), (destination != null) ? destination.id() : null, null);
	}

	private static void anything(List<Tenant> tenants, Random random) {
		Tenant tenant = any(tenants, random);
		switch (random.nextInt(7)) {
			case 0 -> forest.child(tenant, "new_" + Long.toUnsignedString(random.nextLong(), 36));
			case 1 -> forest.tenants.suspend(tenant.id());
			case 2 -> forest.tenants.resume(tenant.id());
			case 3 -> forest.tenants.archive(tenant.id());
			case 4 -> forest.tenants.reorder(tenant.id(), random.nextInt(5), null);
			case 5 -> forest.tenants.update(tenant.id(), TenantUpdate.NONE.withName("Another name"));
			default -> move(tenants, random);
		}
	}

	private static Tenant any(List<Tenant> tenants, Random random) {
		return tenants.get(random.nextInt(tenants.size()));
	}

	private static void isConflict(Throwable refusal) {
		assertThat(((StratumException) refusal).code()).isIn(ErrorCode.TENANT_CYCLE_DETECTED,
				ErrorCode.TENANT_DEPTH_EXCEEDED, ErrorCode.CONCURRENT_CHANGE);
	}

	private static void isRefusal(Throwable refusal) {
		assertThat(((StratumException) refusal).code()).isIn(ErrorCode.TENANT_CYCLE_DETECTED,
				ErrorCode.TENANT_DEPTH_EXCEEDED, ErrorCode.CONCURRENT_CHANGE, ErrorCode.TENANT_INVALID_STATE,
				ErrorCode.TENANT_HAS_CHILDREN, ErrorCode.TENANT_SUSPENDED, ErrorCode.TENANT_ARCHIVED);
	}

	@FunctionalInterface
	private interface Work {

		Object run(Random random);

	}

}
