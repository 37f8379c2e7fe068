package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import io.stratum.tenant.TenantContext;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import io.stratum.test.TwoTenants;
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

}
