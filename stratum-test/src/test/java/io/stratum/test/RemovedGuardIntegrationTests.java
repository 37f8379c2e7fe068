package io.stratum.test;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/**
 * Takes one guard away at a time and expects the contract to notice.
 */
class RemovedGuardIntegrationTests {

	private static final Pattern ROAD = Pattern
		.compile("(?:method|test-template|test-factory):(\\w+)\\(.*?\\)](?:.*#(\\d))?");

	@ParameterizedTest
	@EnumSource
	void contractNoticesThatAGuardIsMissing(RemovedGuard removed) {
		Set<String> red = new TreeSet<>();
		EngineTestKit.engine("junit-jupiter")
			.configurationParameter(WeakenedInvoiceContract.PARAMETER, removed.name())
			.selectors(selectClass(WeakenedInvoiceContract.of(removed.strategy)))
			.execute()
			.testEvents()
			.failed()
			.stream()
			.forEach((event) -> red.add(road(event)));
		assertThat(red.isEmpty()).as("all green: %s", red).isEqualTo(removed == RemovedGuard.NOTHING);
		assertThat(removed.noticedBy).allSatisfy((road) -> assertThat(red).anyMatch((each) -> each.startsWith(road)));
	}

	private static String road(Event event) {
		Matcher road = ROAD.matcher(event.getTestDescriptor().getUniqueId().toString());
		assertThat(road.find()).isTrue();
		return (road.group(2) != null) ? road.group(1) + " " + Guard.values()[Integer.parseInt(road.group(2)) - 1]
				: road.group(1);
	}

}
