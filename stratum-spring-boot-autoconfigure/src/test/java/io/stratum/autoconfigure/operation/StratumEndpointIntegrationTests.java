package io.stratum.autoconfigure.operation;

import java.util.List;
import java.util.Map;

import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

class StratumEndpointIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void sectionsTellNamesAndCounts() {
		RUNNERS.shop()
			.withPropertyValues("management.endpoints.web.exposure.include=stratum", "stratum.caching.global=prices",
					"stratum.web.resolution.header.name=X-Shop")
			.withBean(CacheManager.class, ConcurrentMapCacheManager::new)
			.run((application) -> {
				StratumEndpoint endpoint = application.getBean(StratumEndpoint.class);
				Tenants tenants = application.getBean(Tenants.class);
				tenants.create(NewTenant.root("initech", "Initech").isolatedBy(IsolationStrategy.SCHEMA));
				application.getBean(CacheManager.class).getCache("prices");
				application.getBean(CacheManager.class).getCache("orders");

				assertThat(endpoint.sections().get("sections")).asInstanceOf(MAP)
					.containsOnlyKeys("caches", "doctor", "fleet", "placements", "pools", "resolution", "sarif")
					.containsEntry("fleet", Map.of("runs", true))
					.containsEntry("pools", Map.of("runs", false));
				assertThat(endpoint.section("fleet")).containsEntry("placements", 1).containsEntry("behind", List.of());
				assertThat(endpoint.run("fleet")).containsEntry("complete", true)
					.containsEntry("unchanged", 1)
					.containsEntry("failed", 0)
					.containsEntry("failures", List.of());
				assertThat(endpoint.section("placements")).containsEntry("strategies", Map.of("SCHEMA_PER_TENANT", 1L))
					.containsEntry("servers", Map.of("home", 1L));
				assertThat(endpoint.section("pools"))
					.allSatisfy((server, figures) -> assertThat(figures).asInstanceOf(MAP)
						.containsOnlyKeys("open", "busy", "waiting", "created", "failed", "evicted"));
				assertThat(endpoint.section("resolution")).containsEntry("sources", List.of("header"))
					.containsEntry("header", "X-Shop")
					.containsEntry("gateways", 0);
				assertThat(endpoint.section("caches")).containsEntry("prices", "global")
					.containsEntry("orders", "tenant");
				assertThat(endpoint.section("doctor")).containsKey("checks");
				assertThat(endpoint.run("doctor")).containsKey("checks");
				assertThat(endpoint.section("nothing")).isNull();
				assertThat(endpoint.run("pools")).isNull();
				assertThat(endpoint.run("nothing")).isNull();
			});
	}

	@Test
	void endpointIsAbsentUnlessExposed() {
		RUNNERS.shop().run((application) -> assertThat(application).doesNotHaveBean(StratumEndpoint.class));
	}

}
