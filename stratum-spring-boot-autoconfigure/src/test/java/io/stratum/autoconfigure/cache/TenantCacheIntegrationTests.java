package io.stratum.autoconfigure.cache;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantCacheIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	private final ApplicationContextRunner runner = RUNNERS.plain().withUserConfiguration(Caching.class);

	@ParameterizedTest
	@ValueSource(strings = { "simple", "caffeine" })
	void tenantsNeverMeetInACache(String type) {
		this.runner.withPropertyValues("spring.cache.type=" + type).run((application) -> {
			Cast cast = new Cast(application);
			Prices prices = application.getBean(Prices.class);
			assertThat(as(application, cast.acme, () -> prices.of("lamp"))).isEqualTo("acme 1");
			assertThat(as(application, cast.globex, () -> prices.of("lamp"))).isEqualTo("globex 2");
			assertThat(as(application, cast.acme, () -> prices.of("lamp"))).isEqualTo("acme 1");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "caffeine" })
	void clearingTouchesTheBoundTenantOnly(String type) {
		this.runner.withPropertyValues("spring.cache.type=" + type).run((application) -> {
			Cast cast = new Cast(application);
			Prices prices = application.getBean(Prices.class);
			as(application, cast.acme, () -> prices.of("lamp"));
			as(application, cast.globex, () -> prices.of("lamp"));
			as(application, cast.acme, prices::forget);
			assertThat(as(application, cast.acme, () -> prices.of("lamp"))).isEqualTo("acme 3");
			assertThat(as(application, cast.globex, () -> prices.of("lamp"))).isEqualTo("globex 2");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "caffeine" })
	void clearedEntriesLeaveTheStore(String type) {
		this.runner.withPropertyValues("spring.cache.type=" + type).run((application) -> {
			Cast cast = new Cast(application);
			Cache cache = application.getBean(CacheManager.class).getCache("prices");
			List.of(cast.acme, cast.globex).forEach((tenant) -> run(application, tenant, () -> cache.put("lamp", 1)));
			run(application, cast.acme, cache::clear);
			assertThat(StoredKeys.of(cache.getNativeCache())).filteredOn((key) -> key.toString().endsWith(":lamp"))
				.singleElement()
				.asString()
				.startsWith(cast.globex.id().toString());
		});
	}

	@Test
	void suspensionClearsWhatIsCachedOfTheTenantAndOfNoOther() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			Cache cache = application.getBean(CacheManager.class).getCache("prices");
			List.of(cast.acme, cast.globex).forEach((tenant) -> run(application, tenant, () -> cache.put("lamp", 1)));
			cast.status(cast.acme, "suspended");
			await(() -> keys(cache).noneMatch((key) -> key.startsWith(cast.acme.id().toString())));
			assertThat(keys(cache)).anyMatch((key) -> key.startsWith(cast.globex.id().toString()));
		});
	}

	private static Stream<String> keys(Cache cache) {
		return StoredKeys.of(cache.getNativeCache())
			.stream()
			.map(Object::toString)
			.filter((key) -> key.endsWith(":lamp"));
	}

	@Test
	void everyOperationKeepsToTheBoundTenant() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			Cache cache = application.getBean(CacheManager.class).getCache("prices");
			run(application, cast.acme, () -> {
				assertThat(cache.putIfAbsent("a", "acme")).isNull();
				assertThat(cache.get("b", () -> "loaded")).isEqualTo("loaded");
			});
			run(application, cast.globex, () -> {
				assertThat(cache.get("a")).isNull();
				assertThat(cache.get("b", String.class)).isNull();
				assertThat(cache.evictIfPresent("a")).isFalse();
				cache.evict("b");
				cache.invalidate();
			});
			run(application, cast.acme, () -> {
				assertThat(cache.get("a", String.class)).isEqualTo("acme");
				assertThat(cache.get("b", String.class)).isEqualTo("loaded");
			});
		});
	}

	@Test
	void useWithoutATenantIsAnError() {
		this.runner.run((application) -> {
			Prices prices = application.getBean(Prices.class);
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> prices.of("lamp"));
			assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(prices::forget);
		});
	}

	@Test
	void globalCachesAreSharedByProperty() {
		this.runner.withPropertyValues("stratum.caching.global=rates").run((application) -> {
			Cast cast = new Cast(application);
			Prices prices = application.getBean(Prices.class);
			assertThat(as(application, cast.acme, prices::rate)).isEqualTo("rate 1");
			assertThat(as(application, cast.globex, prices::rate)).isEqualTo("rate 1");
			assertThat(prices.rate()).isEqualTo("rate 1");
		});
	}

	@Test
	void absentWithoutCaching() {
		RUNNERS.bare()
			.withClassLoader(new FilteredClassLoader(CacheManager.class, SessionFactory.class))
			.run((application) -> assertThat(application).doesNotHaveBean("stratumTenantCachePostProcessor"));
	}

	private static void run(ApplicationContext application, Tenant tenant, Runnable work) {
		application.getBean(TenantContext.class).runAs(tenant, work);
	}

	private static <T> T as(ApplicationContext application, Tenant tenant, Callable<T> work) throws Exception {
		return application.getBean(TenantContext.class).callAs(tenant, work);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@Import(Prices.class)
	static class Caching {

	}

	static class Prices {

		private final AtomicInteger asked = new AtomicInteger();

		private final TenantContext context;

		Prices(TenantContext context) {
			this.context = context;
		}

		@Cacheable("prices")
		public String of(String sku) {
			return this.context.required().slug() + " " + this.asked.incrementAndGet();
		}

		@CacheEvict(cacheNames = "prices", allEntries = true)
		public String forget() {
			return "forgotten";
		}

		@Cacheable("rates")
		public String rate() {
			return "rate " + this.asked.incrementAndGet();
		}

	}

}
