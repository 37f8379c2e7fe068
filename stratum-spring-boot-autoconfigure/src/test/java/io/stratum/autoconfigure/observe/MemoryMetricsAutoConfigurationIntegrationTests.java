package io.stratum.autoconfigure.observe;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stratum.Stratum;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryMetricsAutoConfigurationIntegrationTests {

	private final ShopRunners shop = new ShopRunners();

	@Test
	void memoryShowsHitsOfEachCapability() {
		this.shop.plain().run((context) -> {
			SimpleMeterRegistry registry = new SimpleMeterRegistry();
			context.getBean("stratumMemoryMetrics", MeterBinder.class).bindTo(registry);
			Stratum stratum = context.getBean(Stratum.class);
			Tenant acme = stratum.tenants().create(NewTenant.root("acme", "Acme"));
			for (int i = 0; i < 50; i++) {
				stratum.config().resolve(acme.id());
			}
			assertThat(registry.get("cache.gets")
				.tag("cache", "stratum.config")
				.tag("result", "hit")
				.functionCounter()
				.count()).isPositive();
			assertThat(registry.get("cache.size").tag("cache", "stratum.tenants").gauge().value()).isPositive();
		});
	}

	@Test
	void absentWithoutMicrometer() {
		this.shop.plain()
			.withClassLoader(ShopRunners.without("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("stratumMemoryMetrics"));
	}

}
