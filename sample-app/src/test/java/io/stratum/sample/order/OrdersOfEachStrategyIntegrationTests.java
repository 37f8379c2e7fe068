package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.stratum.isolation.Placements;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import io.stratum.test.TwoTenants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@StratumTest(properties = "sample.seed=false")
class OrdersOfEachStrategyIntegrationTests {

	private final TenantContext context;

	private final OrderDesk desk;

	OrdersOfEachStrategyIntegrationTests(@Autowired TenantContext context, @Autowired OrderDesk desk) {
		this.context = context;
		this.desk = desk;
	}

	@EachStrategy
	void orderIsTakenOncePerTenant(TwoTenants tenants) {
		NewOrder order = new NewOrder("AC-1", Set.of(), List.of(new NewOrder.Line("BOLT-8", 1, BigDecimal.TEN)));
		this.context.runAs(tenants.acme(), () -> this.desk.takeOnce(order));
		this.context.runAs(tenants.globex(), () -> this.desk.takeOnce(order));
		this.context.runAs(tenants.acme(), () -> assertThat(this.desk.newest(OrderCursor.parse(null), 10)).hasSize(1));
	}

	@EachStrategy
	void tenantsHaveThePlaceOfTheirStrategy(TwoTenants tenants, @Autowired Placements placements) {
		String strategy = placements.of(tenants.acme()).strategy().name().toLowerCase(Locale.ROOT);
		assertThat(tenants.acme().slug()).isEqualTo("acme_" + strategy);
		assertThat(tenants.globex().slug()).isEqualTo("globex_" + strategy);
	}

	@Nested
	@EachStrategy({ IsolationStrategy.SHARED, IsolationStrategy.SCHEMA })
	class ForSomeStrategies {

		@Parameter
		private IsolationStrategy strategy;

		@Test
		void wholeClassRunsForEach(@Autowired Tenants tenants) {
			assertThat(TwoTenants.in(tenants, this.strategy).acme().strategy()).isEqualTo(this.strategy)
				.isNotEqualTo(IsolationStrategy.DATABASE);
		}

	}

}
