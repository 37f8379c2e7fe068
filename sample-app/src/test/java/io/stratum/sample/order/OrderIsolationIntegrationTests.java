package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.test.IsolationSetup;
import io.stratum.test.StratumTest;
import io.stratum.test.TenantIsolationContract;
import jakarta.persistence.EntityManager;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@StratumTest
class OrderIsolationIntegrationTests extends TenantIsolationContract<Order> {

	private final ApplicationContext application;

	OrderIsolationIntegrationTests(@Autowired ApplicationContext application) {
		this.application = application;
	}

	@Override
	protected IsolationSetup isolation(IsolationStrategy strategy) {
		return IsolationSetup.of(this.application, strategy);
	}

	@Override
	protected Class<Order> entityType() {
		return Order.class;
	}

	@Override
	protected Order newEntity(EntityManager entities) {
		OrderLine bolts = new OrderLine("BOLT-8", 30, new BigDecimal("10.00"));
		return new Order("AC-1", "EUR", "api key", Set.of("urgent"), List.of(bolts));
	}

	@Override
	protected String insertStatement() {
		return """
				insert into orders
				(tenant_id, id, customer_ref, status, currency, total, placed_by, created_at, version)
				values (?, gen_random_uuid(), 'AC-2', 'placed', 'EUR', 10, 'sql', now(), 0)
				""";
	}

}
