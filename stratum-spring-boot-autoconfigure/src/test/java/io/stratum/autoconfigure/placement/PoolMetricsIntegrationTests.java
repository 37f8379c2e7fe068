package io.stratum.autoconfigure.placement;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.isolation.pool.PoolMetrics;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class PoolMetricsIntegrationTests {

	@Test
	void poolsAreShownByServerAndNeverByTenant() {
		try (ConfigurableApplicationContext application = DepotApplication.run()) {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			application.getBean(PoolMetrics.class).bindTo(registry);
			int before = registry.getMeters().size();
			useDatabasesOf(application, "metered_one", "metered_two");
			assertThat(registry.get("stratum.pool.created").tag("server", "home").functionCounter().count())
				.isGreaterThanOrEqualTo(2);
			assertThat(registry.get("stratum.pool.open").tag("server", "home").gauge().value()).isPositive();
			assertThat(registry.get("stratum.pool.creation").tag("server", "home").timeGauge().value()).isPositive();
			assertThat(registry.getMeters()).hasSize(before)
				.flatExtracting((meter) -> meter.getId().getTags())
				.extracting(Tag::getKey)
				.containsOnly("server");
			assertThat(registry.getMeters()).extracting(Meter::getId)
				.allMatch((id) -> id.getName().startsWith("stratum.pool."));
		}
	}

	@Test
	void absentWithoutMicrometer() {
		new ShopRunners().plain()
			.withClassLoader(ShopRunners.without("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("stratumPoolMetrics"));
	}

	private static void useDatabasesOf(ConfigurableApplicationContext application, String... slugs) {
		TenantContext context = application.getBean(TenantContext.class);
		for (String slug : slugs) {
			Tenant tenant = application.getBean(Tenants.class)
				.create(NewTenant.root(slug, slug).isolatedBy(IsolationStrategy.DATABASE));
			try (TenantContext.Scope scope = context.bind(tenant)) {
				assertThat(application.getBean(JdbcClient.class)
					.sql("select count(*) from parcel")
					.query(Long.class)
					.single()).isZero();
			}
		}
	}

}
