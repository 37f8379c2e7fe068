package io.stratum.sample.order;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.EachStrategy;
import io.stratum.test.StratumTest;
import io.stratum.test.TestDatabase;
import io.stratum.test.TwoTenants;
import io.stratum.test.attack.AttackKit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StratumTest(properties = "sample.seed=false")
class AttackKitIntegrationTests {

	private final ApplicationContext application;

	private final OrderDesk desk;

	private final TestDatabase database;

	AttackKitIntegrationTests(@Autowired ApplicationContext application, @Autowired OrderDesk desk,
			@Autowired TestDatabase database) {
		this.application = application;
		this.desk = desk;
		this.database = database;
	}

	@EachStrategy
	void ordersAreIsolated(TwoTenants tenants) {
		AttackKit kit = AttackKit.of(this.application, tenants);
		kit.assertIsolated(() -> {
			this.desk.takeOnce(order("AC-1"));
			return this.desk.newest(OrderCursor.parse(null), 10);
		});
	}

	@EachStrategy
	void nativeSqlAndBatchesAreIsolated(TwoTenants tenants) {
		JdbcClient sql = JdbcClient.create(this.application.getBean(TenantDataSource.class));
		AttackKit.of(this.application, tenants).assertIsolated(() -> {
			this.desk.takeOnce(order("AC-2"));
			sql.sql("update orders set status = 'seen'").update();
			return sql.sql("select * from orders").query().listOfRows();
		});
	}

	@Test
	void answerKeptForTheNextTenantIsNoticed() {
		List<Order> kept = new ArrayList<>();
		assertNoticed("saw of", () -> {
			this.desk.takeOnce(order("AC-3"));
			if (kept.isEmpty()) {
				kept.addAll(this.desk.newest(OrderCursor.parse(null), 10));
			}
			return kept;
		});
	}

	@Test
	void readPastTheGuardsIsNoticed() {
		JdbcClient unguarded = JdbcClient.create(this.database.unguarded());
		assertNoticed("saw of", () -> {
			this.desk.takeOnce(order("AC-4"));
			return unguarded.sql("select id from orders").query(String.class).list();
		});
	}

	@Test
	void changePastTheGuardsIsNoticed() {
		JdbcClient unguarded = JdbcClient.create(this.database.unguarded());
		assertNoticed("rows of", () -> {
			this.desk.takeOnce(order("AC-5"));
			return unguarded.sql("update orders set status = 'lost'").update();
		});
	}

	@Test
	void whatNobodySeesIsNoticed() {
		TenantContext context = this.application.getBean(TenantContext.class);
		JdbcClient unguarded = JdbcClient.create(this.database.unguarded());
		assertNoticed("nobody saw", () -> {
			if (context.current().isPresent()) {
				this.desk.takeOnce(order("AC-6"));
				return this.desk.newest(OrderCursor.parse(null), 10);
			}
			return unguarded.sql("select id from orders").query(String.class).list();
		});
	}

	@Test
	void tenantLeftBoundIsNoticed() {
		TenantContext context = this.application.getBean(TenantContext.class);
		assertNoticed("at the end of the work", () -> {
			this.desk.takeOnce(order("AC-7"));
			context.bind(TwoTenants.in(this.application.getBean(Tenants.class)).globex());
			return this.desk.newest(OrderCursor.parse(null), 10);
		});
	}

	@Test
	void workThatShowsNothingIsNoProof() {
		assertNoticed("proves nothing", () -> "done");
	}

	@Test
	void workThatFailsIsNoProof() {
		assertNoticed("proves nothing", () -> {
			throw new IllegalStateException("out of order");
		});
	}

	@Test
	void tenantsAreThoseOfTheCast() {
		AttackKit.of(this.application).assertIsolated(() -> {
			this.desk.takeOnce(order("AC-8"));
			return this.desk.newest(OrderCursor.parse(null), 10).stream().map(Order::id).toList();
		});
		assertThat(this.application.getBean(Tenants.class).findBySlug("globex")).isPresent();
	}

	private void assertNoticed(String what, Callable<?> work) {
		AttackKit kit = AttackKit.of(this.application);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> kit.assertIsolated(work))
			.withMessageContaining(what);
	}

	private static NewOrder order(String reference) {
		return new NewOrder(reference, Set.of(), List.of(new NewOrder.Line("BOLT-8", 1, BigDecimal.TEN)));
	}

}
