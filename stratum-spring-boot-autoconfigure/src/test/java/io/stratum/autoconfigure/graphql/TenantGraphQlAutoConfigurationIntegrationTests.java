package io.stratum.autoconfigure.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import graphql.ExecutionResult;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.web.CurrentTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Controller;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries of two tenants at once, whose parts run on threads they share.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantGraphQlAutoConfigurationIntegrationTests {

	private final ExecutorService callers = Executors.newFixedThreadPool(2);

	private ConfigurableApplicationContext application;

	private ExecutionGraphQlService graph;

	private TenantContext context;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(GraphShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.properties("spring.graphql.schema.locations=classpath:graphql-shop/")
			.run();
		this.graph = this.application.getBean(ExecutionGraphQlService.class);
		this.context = this.application.getBean(TenantContext.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.callers.shutdown();
		this.application.close();
	}

	@AfterEach
	void nothingStaysBoundOnAnyThread() throws Exception {
		assertThat(this.context.current()).isEmpty();
		assertNothingBound(2, this.callers::execute);
		int parallel = Schedulers.DEFAULT_POOL_SIZE;
		assertNothingBound(parallel, (work) -> Schedulers.parallel().schedule(work));
	}

	/**
	 * Asks as many threads as there are, each of which waits until all are asked.
	 */
	private void assertNothingBound(int threads, Executor executor) throws Exception {
		CountDownLatch all = new CountDownLatch(threads);
		List<CompletableFuture<Optional<Tenant>>> answers = IntStream.range(0, threads)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> {
				all.countDown();
				awaitAll(all);
				return this.context.current();
			}, executor))
			.toList();
		for (CompletableFuture<Optional<Tenant>> answer : answers) {
			assertThat(answer.get()).isEmpty();
		}
	}

	private static void awaitAll(CountDownLatch all) {
		try {
			assertThat(all.await(5, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void dataFetchersAndBatchLoadersRunForWhoAsked() throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		Future<Map<String, Object>> acme = this.callers.submit(() -> meeting(both, this.cast.acme));
		Future<Map<String, Object>> globex = this.callers.submit(() -> meeting(both, this.cast.globex));
		assertThat(acme.get()).hasToString(expected("acme"));
		assertThat(globex.get()).hasToString(expected("globex"));
		assertThat(ask("{ seller }").<Map<String, Object>>getData()).containsEntry("seller", "nobody");
	}

	@Test
	void errorInTheMiddleLeavesNothingBound() throws Exception {
		ExecutionGraphQlResponse failed = as(this.cast.acme, () -> ask("{ broken seller }"));
		assertThat(failed.getErrors()).hasSize(1);
		assertThat(failed.<Map<String, Object>>getData()).containsEntry("seller", "acme");
		assertThat(ask("{ seller }").<Map<String, Object>>getData()).containsEntry("seller", "nobody");
	}

	@Test
	void subscriptionGoesOnForWhoSubscribed() throws Exception {
		assertThat(as(this.cast.acme, this::subscribed)).containsExactly("acme", "acme");
		assertThat(as(this.cast.globex, this::subscribed)).containsExactly("globex", "globex");
		assertThat(subscribed()).containsExactly("nobody", "nobody");
	}

	private List<String> subscribed() {
		Publisher<ExecutionResult> events = ask("subscription { sellers }").getData();
		return Flux.from(events)
			.map((event) -> event.<Map<String, String>>getData().get("sellers"))
			.collectList()
			.block();
	}

	private Map<String, Object> meeting(CountDownLatch both, Tenant tenant) throws Exception {
		both.countDown();
		both.await();
		return as(tenant, () -> ask("{ seller items { sku owner } }").getData());
	}

	private static String expected(String slug) {
		return "{seller=" + slug + ", items=[{sku=lamp, owner=" + slug + "}, {sku=chair, owner=" + slug + "}]}";
	}

	private ExecutionGraphQlResponse ask(String document) {
		return this.graph.execute(new DefaultExecutionGraphQlRequest(document, null, Map.of(), Map.of(), "1", null))
			.block();
	}

	private <T> T as(Tenant tenant, Callable<T> work) throws Exception {
		return this.context.callAs(tenant, work);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Graph.class)
	static class GraphShop extends ShopApplication {

	}

	record Item(String sku) {

	}

	@Controller
	static class Graph {

		private final TenantContext context;

		Graph(TenantContext context) {
			this.context = context;
		}

		@QueryMapping
		Mono<String> seller(@CurrentTenant Optional<String> tenant) {
			return Mono.just(tenant.orElse("nobody"));
		}

		@QueryMapping
		Mono<List<Item>> items() {
			return Mono.just(List.of(new Item("lamp"), new Item("chair"))).publishOn(Schedulers.parallel());
		}

		@QueryMapping
		String broken(@CurrentTenant Tenant tenant) {
			throw new IllegalStateException(tenant.slug());
		}

		@BatchMapping
		Map<Item, String> owner(List<Item> items) {
			String slug = this.context.current().map(Tenant::slug).orElse("nobody");
			return items.stream().collect(Collectors.toMap(Function.identity(), (item) -> slug));
		}

		@SubscriptionMapping
		Flux<String> sellers(@CurrentTenant Optional<String> tenant) {
			return Flux.range(0, 2).publishOn(Schedulers.parallel()).map((tick) -> tenant.orElse("nobody"));
		}

	}

}
