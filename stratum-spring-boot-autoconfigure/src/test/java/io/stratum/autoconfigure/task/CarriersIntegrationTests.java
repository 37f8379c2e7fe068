package io.stratum.autoconfigure.task;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.ConfigurableWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * Each way by which work reaches another thread, on platform and on virtual threads (the
 * latter where the JDK has them).
 */
@ParameterizedClass(name = "virtual threads: {0}")
@ValueSource(booleans = { false, true })
class CarriersIntegrationTests {

	private static final Map<Boolean, ConfigurableWebApplicationContext> APPLICATIONS = new ConcurrentHashMap<>();

	private final ConfigurableWebApplicationContext application;

	private final TenantContext context;

	private final CarrierApplication.Work work;

	private final CarrierApplication.Rounds rounds;

	private final AsyncTaskExecutor executor;

	private final CarrierApplication configuration;

	private final Cast cast;

	CarriersIntegrationTests(boolean virtual) {
		this.application = APPLICATIONS.computeIfAbsent(virtual, CarriersIntegrationTests::start);
		this.context = this.application.getBean(TenantContext.class);
		this.work = this.application.getBean(CarrierApplication.Work.class);
		this.rounds = this.application.getBean(CarrierApplication.Rounds.class);
		this.executor = this.application.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
		this.configuration = this.application.getBean(CarrierApplication.class);
		this.cast = new Cast(this.application);
	}

	private static ConfigurableWebApplicationContext start(boolean virtual) {
		return (ConfigurableWebApplicationContext) new SpringApplicationBuilder(CarrierApplication.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0", "spring.task.execution.pool.core-size=1",
					"spring.task.execution.pool.max-size=1", "spring.datasource.hikari.maximum-pool-size=4",
					"spring.threads.virtual.enabled=" + virtual)
			.run();
	}

	@AfterAll
	static void stop() {
		APPLICATIONS.values().forEach(ConfigurableWebApplicationContext::close);
		APPLICATIONS.clear();
	}

	@BeforeEach
	void forget() {
		this.work.heard().clear();
		this.configuration.leaks.clear();
	}

	@AfterEach
	void nothingStaysBound() throws Exception {
		assertThat(this.work.bound()).isEqualTo("nobody");
		assertThat(MDC.get("tenant")).isNull();
		assertThat(this.executor.submit(this.work::bound).get()).isEqualTo("nobody");
	}

	@Test
	void asynchronousMethodRunsForItsCaller() throws Exception {
		assertThat(as(this.cast.acme, this.work::boundElsewhere).get()).isEqualTo("acme");
		assertThat(this.work.boundElsewhere().get()).isEqualTo("nobody");
	}

	@Test
	void asynchronousMethodSeesRowsOfItsCallerOnly() throws Exception {
		run(this.cast.acme, () -> this.work.place("secret"));
		assertThat(as(this.cast.acme, this.work::ordersElsewhere).get()).contains("secret");
		assertThat(as(this.cast.globex, this.work::ordersElsewhere).get()).doesNotContain("secret");
		Future<List<String>> unbound = this.work.ordersElsewhere();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(unbound::get)
			.withCauseInstanceOf(TenantNotBoundException.class);
	}

	@Test
	void tenantsTakeTurnsOnOneWorkerWithAnErrorInTheMiddle() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		Future<?> first = as(this.cast.acme, () -> this.executor.submit(() -> {
			gate.await();
			return this.work.bound();
		}));
		Future<?> failing = as(this.cast.acme, () -> this.executor.submit(() -> {
			throw new IllegalStateException(this.work.bound());
		}));
		Future<?> second = as(this.cast.globex, () -> this.executor.submit(this.work::bound));
		Future<?> unbound = this.executor.submit(this.work::bound);
		gate.countDown();
		assertThat(first.get()).isEqualTo("acme");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::get).withMessageContaining("acme");
		assertThat(second.get()).isEqualTo("globex");
		assertThat(unbound.get()).isEqualTo("nobody");
	}

	@Test
	void futureOnBootsExecutorIsCarriedAndOneOnTheCommonPoolIsNot() throws Exception {
		assertThat(as(this.cast.acme, () -> CompletableFuture.supplyAsync(this.work::bound, this.executor)).get())
			.isEqualTo("acme");
		assertThat(as(this.cast.acme, () -> CompletableFuture.supplyAsync(this.work::bound)).get()).isEqualTo("nobody");
		CompletableFuture<Long> refused = as(this.cast.acme,
				() -> CompletableFuture.supplyAsync(() -> this.application.getBean(Orders.class).count()));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(refused::get)
			.withCauseInstanceOf(TenantNotBoundException.class);
	}

	@Test
	void ownExecutorIsCarriedWhenItIsWrapped() throws Exception {
		ExecutorService own = Executors.newSingleThreadExecutor();
		try {
			assertThat(as(this.cast.acme, () -> CompletableFuture.supplyAsync(this.work::bound,
					this.context.wrap((java.util.concurrent.Executor) own)))
				.get()).isEqualTo("acme");
			assertThat(as(this.cast.acme, () -> own.submit(this.work::bound)).get()).isEqualTo("nobody");
		}
		finally {
			own.shutdown();
		}
	}

	@Test
	void reactorCarriesTheTenantToItsOwnThreads() {
		Mono<String> bound = Mono.fromCallable(this.work::bound).subscribeOn(Schedulers.boundedElastic());
		assertThat(as(this.cast.acme, () -> bound.block())).isEqualTo("acme");
		assertThat(as(this.cast.globex, () -> bound.block())).isEqualTo("globex");
		assertThat(bound.block()).isEqualTo("nobody");
	}

	@Test
	void scheduledMethodRunsUnbound() throws Exception {
		assertThat(this.rounds.scheduled().poll(5, TimeUnit.MINUTES)).isEqualTo("nobody null");
		this.rounds.scheduled().add("nobody null");
	}

	@Test
	void roundRunsOncePerTenantInATransactionOfItsOwn() throws Exception {
		this.rounds.stock();
		for (Tenant tenant : List.of(this.cast.acme, this.cast.emea, this.cast.sales, this.cast.globex)) {
			assertThat(skus(tenant)).containsOnlyOnce("stock of " + tenant.slug())
				.noneMatch((sku) -> sku.startsWith("stock of ") && !sku.endsWith(" " + tenant.slug()));
		}
	}

	@Test
	void roundIsNarrowedByItsPredicate() throws Exception {
		this.rounds.stockGlobex();
		assertThat(skus(this.cast.globex)).contains("more of globex");
		assertThat(skus(this.cast.acme)).noneMatch((sku) -> sku.startsWith("more of"));
	}

	@Test
	void listenersAfterCommitRunForThePublisherHereAndElsewhere() throws Exception {
		run(this.cast.acme, () -> this.work.place("lamp"));
		run(this.cast.globex, () -> this.work.place("chair"));
		// Words of an earlier test may still arrive on a virtual thread.
		List<String> heard = Stream.generate(this::heard)
			.filter((word) -> word.matches(".* (lamp|chair) .*"))
			.limit(4)
			.toList();
		assertThat(heard).containsExactlyInAnyOrder("here lamp acme", "elsewhere lamp acme", "here chair globex",
				"elsewhere chair globex");
	}

	@Test
	void logLinesOfTheWorkerTellForWhomItWorks() throws Exception {
		assertThat(
				as(this.cast.acme, () -> this.executor.submit(() -> MDC.get("tenant") + " " + MDC.get("tenant_path")))
					.get())
			.isEqualTo("acme " + this.cast.acme.path().ltree());
		assertThat(this.executor.submit(() -> MDC.get("tenant")).get()).isNull();
	}

	@Test
	void answerThatIsWrittenLaterIsWrittenForTheSameTenant() {
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		MockMvcTester mvc = MockMvcTester.create(builder.build());
		for (Tenant tenant : List.of(this.cast.acme, this.cast.globex)) {
			String key = this.cast.key(tenant, Scope.READ);
			assertThat(mvc.get().uri("/callable").header("X-API-Key", key)).hasStatusOk()
				.bodyText()
				.isEqualTo(tenant.slug());
			assertThat(mvc.get().uri("/stream").header("X-API-Key", key)).hasStatusOk()
				.bodyText()
				.isEqualTo(tenant.slug());
		}
	}

	@Test
	void decoratorOfTheApplicationStillDecorates() throws Exception {
		int before = this.configuration.decorated.size();
		this.executor.submit(this.work::bound).get();
		assertThat(this.configuration.decorated).hasSizeGreaterThan(before);
	}

	@Test
	void threadThatWouldKeepATenantIsNoticedAndCleared() throws Exception {
		this.executor.submit(() -> this.context.bind(this.cast.acme)).get();
		assertThat(this.executor.submit(this.work::bound).get()).isEqualTo("nobody");
		assertThat(this.configuration.leaks).hasSize(1);
	}

	private String heard() {
		try {
			return String.valueOf(this.work.heard().poll(5, TimeUnit.MINUTES));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> skus(Tenant tenant) {
		return as(tenant, () -> this.application.getBean(Orders.class).findAll().stream().map(Order::sku).toList());
	}

	private void run(Tenant tenant, Runnable work) {
		this.context.runAs(tenant, work);
	}

	private <T> T as(Tenant tenant, Callable<T> work) {
		try {
			return this.context.callAs(tenant, work);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
