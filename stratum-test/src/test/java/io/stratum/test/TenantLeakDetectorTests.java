package io.stratum.test;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

class TenantLeakDetectorTests {

	@Test
	void testThatLeavesATenantBoundFailsAndHarmsNoOther() {
		Events tests = EngineTestKit.engine("junit-jupiter")
			.selectors(selectClass(CarelessTestCase.class))
			.execute()
			.testEvents();
		tests.assertStatistics((events) -> events.started(3).succeeded(2).failed(1));
		tests.failed()
			.assertThatEvents()
			.haveExactly(1,
					event(test("leavesATenantBound"), finishedWithFailure(instanceOf(IllegalStateException.class),
							message((text) -> text.contains("'acme'")))));
	}

}
