package io.stratum.autoconfigure.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.isolation.jdbc.StatementTimer;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class SqlMetricsAutoConfigurationIntegrationTests {

	private final ShopRunners shop = new ShopRunners();

	@Test
	void statementsAreCountedForTheTenantThatSentThem() {
		this.shop.plain().withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			Cast cast = new Cast(context);
			read(context, cast.acme, 3);
			read(context, cast.globex, 1);
			context.getBean(SqlMeters.class).publish();
			assertThat(counted(context, cast.acme)).isEqualTo(3);
			assertThat(counted(context, cast.globex)).isEqualTo(1);
			assertThat(context.getBean(MeterRegistry.class)
				.get("stratum.sql.time")
				.tag("tenant", cast.acme.slug())
				.counter()
				.count()).isPositive();
		});
	}

	@Test
	void absentWithoutMicrometer() {
		this.shop.plain()
			.withClassLoader(ShopRunners.without("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StatementTimer.class));
	}

	private static void read(ApplicationContext context, Tenant tenant, int times) {
		TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		context.getBean(TenantContext.class).runAs(tenant, () -> transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < times; i++) {
				jdbc.sql("select count(*) from orders").query(Long.class).single();
			}
		}));
	}

	private static double counted(ApplicationContext context, Tenant tenant) {
		return context.getBean(MeterRegistry.class).get("stratum.sql").tag("tenant", tenant.slug()).counter().count();
	}

}
