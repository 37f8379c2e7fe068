package io.stratum.test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import static org.assertj.core.api.Assertions.assertThat;
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
			.selectors(selectClass(Careless.class))
			.execute()
			.testEvents();
		tests.assertStatistics((events) -> events.started(3).succeeded(2).failed(1));
		tests.failed()
			.assertThatEvents()
			.haveExactly(1,
					event(test("leavesATenantBound"), finishedWithFailure(instanceOf(IllegalStateException.class),
							message((text) -> text.contains("'acme'")))));
	}

	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	@ExtendWith(TenantLeakDetector.class)
	static class Careless {

		private final TenantContext context = new TenantContext();

		@Test
		@Order(1)
		void closesWhatItBinds() {
			this.context.bind(acme()).close();
		}

		@Test
		@Order(2)
		void leavesATenantBound() {
			this.context.bind(acme());
		}

		@Test
		@Order(3)
		void beginsWithoutATenant() {
			assertThat(this.context.current()).isEmpty();
		}

		private static Tenant acme() {
			TenantId id = TenantId.random();
			return new Tenant(id, "acme", "Acme", new TenantPath(List.of(id)), TenantStatus.ACTIVE,
					IsolationStrategy.SHARED, null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
		}

	}

}
