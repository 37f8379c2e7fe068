package io.stratum.sample.order;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the roads that an application wires, and takes away one wire at a time.
 */
class WiredRoadsIntegrationTests {

	private static final Map<String, String> ROADS = Map.of("executorsRunForTheSameTenantOrRefuse",
			TestReporter.class.getName(), "timersRunForTheSameTenantOrRefuse", TestReporter.class.getName(),
			"roundsRunForOneTenantAtATime", "", "listenersAfterCommitRunForTheTenantOfTheEvent", "",
			"cachesAreNotShared", "", "subtreeOfAStrangerIsNotRead", "", "subtreeShowsOwnRowsOnlyAndIsNotWritten", "",
			"repositoriesOfSubtreesShowOwnRowsOnly", "");

	@Test
	void everyRoadIsHeldInEachStrategy() {
		Events walked = walk(WiredDesk.class);
		assertThat(red(walked)).isEmpty();
		assertThat(names(walked.succeeded())).contains("SHARED cacheManager/products", "SCHEMA cacheManager/products",
				"DATABASE cacheManager/products", "SHARED applicationTaskExecutor", "SCHEMA taskScheduler",
				"DATABASE the executor of @Async", "DATABASE the thread that commits", "SHARED stratumTenantRounds",
				"SCHEMA stratumSubtree.gather", "DATABASE stratumSubtreeReads",
				"DATABASE OrdersBelow.findAllByOrderByTotal");
		assertThat(names(walked.succeeded())).contains(
				"SHARED not applicable: OrdersBelow.findByStatus takes parameters that nobody knows",
				"SCHEMA not applicable: cacheManager/rates is shared by all tenants, as stratum.caching.global says");
		assertThat(names(walked.aborted())).isEmpty();
	}

	// Java 17 has none: there the executors of Boot stay as they are.
	@Test
	void virtualThreadsAreHeldInEachStrategy() {
		Events walked = walk(WiredDesk.OnVirtualThreads.class);
		assertThat(red(walked)).isEmpty();
		assertThat(names(walked.succeeded())).contains("SHARED applicationTaskExecutor",
				"SCHEMA applicationTaskExecutor", "DATABASE the executor of @Async", "DATABASE taskScheduler");
	}

	@Test
	void whatAnApplicationLacksIsNamed() {
		Events walked = walk(BareDesk.class);
		assertThat(red(walked)).isEmpty();
		assertThat(names(walked.succeeded())).contains("not applicable: the application has no CacheManager",
				"not applicable: the application has no TaskScheduler",
				"not applicable: the application has no repository that reads a subtree");
	}

	@Test
	void cacheWithoutTenantsIsNoticed() {
		assertThat(red(walk(WiredDesk.SharingCaches.class))).containsExactly("SHARED cacheManager/stratum_contract");
	}

	@Test
	void executorOfAsynchronousMethodsThatCarriesNothingIsNoticed() {
		assertThat(red(walk(WiredDesk.CarryingNothing.class))).containsExactly("SHARED the executor of @Async");
	}

	@Test
	void threadsThatKeepATenantAreNoticed() {
		assertThat(red(walk(WiredDesk.KeepingTenants.class))).contains("SHARED keepingExecutor",
				"SHARED keepingScheduler");
	}

	@Test
	void subtreePolicyThatLetsEverythingThroughIsNoticed() {
		assertThat(red(walk(WiredDesk.OpenSubtrees.class))).containsExactly("SHARED OrdersBelow.findAllByOrderByTotal",
				"SHARED stratumSubtree", "SHARED stratumSubtreeReads");
	}

	private static Events walk(Class<?> desk) {
		EngineExecutionResults walked = EngineTestKit.engine("junit-jupiter")
			.selectors(ROADS.entrySet()
				.stream()
				.map((road) -> DiscoverySelectors.selectMethod(desk, road.getKey(), road.getValue()))
				.toArray(DiscoverySelector[]::new))
			.execute();
		assertThat(walked.containerEvents().failed().stream().map(Event::getPayload)).isEmpty();
		return walked.testEvents();
	}

	private static Set<String> red(Events walked) {
		return names(walked.failed());
	}

	private static Set<String> names(Events walked) {
		return walked.stream()
			.map(Event::getTestDescriptor)
			.map((test) -> test.getDisplayName())
			.collect(TreeSet::new, Set::add, Set::addAll);
	}

}
