package io.stratum.autoconfigure.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

class TenantPropagationIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private final List<String> baggage = new CopyOnWriteArrayList<>();

	private HttpServer server;

	private ApplicationContextRunner runner;

	@BeforeEach
	void listen() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.runner = RUNNERS.plain()
			.withUserConfiguration(Partners.class)
			.withPropertyValues("spring.http.serviceclient.partner.base-url=" + url("localhost"));
	}

	@AfterEach
	void hangUp() {
		this.server.stop(0);
	}

	@Test
	void nobodyIsToldByDefault() {
		this.runner.run((application) -> {
			call(application, url("localhost"));
			assertThat(this.seen).containsExactly("null");
		});
	}

	@Test
	void trustedHostIsToldTheTenantAndNoOtherIs() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=LOCALHOST").run((application) -> {
			String acme = call(application, url("localhost"));
			call(application, url("127.0.0.1"));
			assertThat(this.seen).containsExactly(acme, "null");
		});
	}

	@Test
	void headerOfTheApplicationNeverReachesAStranger() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			client(application).get().uri(url("127.0.0.1")).header("X-Tenant-ID", "acme").retrieve().toBodilessEntity();
			assertThat(this.seen).containsExactly("null");
		});
	}

	@Test
	void unboundCodeNamesNobody() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			client(application).get().uri(url("localhost")).retrieve().toBodilessEntity();
			assertThat(this.seen).containsExactly("null");
		});
	}

	@Test
	void redirectToAStrangerIsHandedBackNotFollowed() {
		this.runner
			.withPropertyValues("stratum.web.propagation.hosts=localhost", "spring.http.clients.redirects=follow")
			.run((application) -> {
				String acme = call(application, url("localhost") + "elsewhere");
				assertThat(this.seen).containsExactly(acme);
			});
	}

	@Test
	void httpServicesTellTheTenantToo() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			Cast cast = new Cast(application);
			application.getBean(TenantContext.class).runAs(cast.acme, () -> application.getBean(Partner.class).hello());
			assertThat(this.seen).containsExactly(cast.acme.id().toString());
		});
	}

	@Test
	void webClientTellsTheTenantOfEachSubscriberFromSharedThreads() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			Cast cast = new Cast(application);
			TenantContext context = application.getBean(TenantContext.class);
			context.runAs(cast.acme, () -> fetch(application, url("localhost")).block());
			context.runAs(cast.globex, () -> fetch(application, url("localhost") + "broken").onErrorComplete().block());
			context.runAs(cast.globex, () -> fetch(application, url("127.0.0.1")).block());
			fetch(application, url("localhost")).block();
			assertThat(this.seen).containsExactly(cast.acme.id().toString(), cast.globex.id().toString(), "null",
					"null");
		});
	}

	@Test
	void webClientHandsRedirectsBack() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			Cast cast = new Cast(application);
			application.getBean(TenantContext.class)
				.runAs(cast.acme, () -> fetch(application, url("localhost") + "elsewhere").block());
			assertThat(this.seen).containsExactly(cast.acme.id().toString());
		});
	}

	@Test
	void baggageReachesTrustedHostsOnly() {
		this.runner.withPropertyValues("stratum.web.propagation.hosts=localhost").run((application) -> {
			String acme = call(application, url("localhost"));
			client(application).get()
				.uri(url("127.0.0.1"))
				.header("baggage", "colour=red, stratum.tenant.id=" + acme + ";x=y")
				.retrieve()
				.toBodilessEntity();
			assertThat(this.baggage).containsExactly("stratum.tenant.id=" + acme, "colour=red");
		});
	}

	private static Mono<?> fetch(ApplicationContext application, String url) {
		return application.getBean(WebClient.Builder.class)
			.build()
			.get()
			.uri(url)
			.retrieve()
			.toBodilessEntity()
			.subscribeOn(Schedulers.single());
	}

	private String call(ApplicationContext application, String url) {
		Cast cast = new Cast(application);
		application.getBean(TenantContext.class)
			.runAs(cast.acme, () -> client(application).get().uri(url).retrieve().toBodilessEntity());
		return cast.acme.id().toString();
	}

	private static RestClient client(ApplicationContext application) {
		return application.getBean(RestClient.Builder.class).build();
	}

	private String url(String host) {
		return "http://" + host + ":" + this.server.getAddress().getPort() + "/";
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Tenant-ID")));
		this.baggage.add(String.valueOf(exchange.getRequestHeaders().getFirst("baggage")));
		boolean broken = exchange.getRequestURI().getPath().equals("/broken");
		boolean redirect = exchange.getRequestURI().getPath().equals("/elsewhere");
		if (redirect) {
			exchange.getResponseHeaders().add("Location", url("127.0.0.1"));
		}
		exchange.sendResponseHeaders(redirect ? 302 : broken ? 500 : 204, -1);
		exchange.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "partner", types = Partner.class)
	static class Partners {

	}

	interface Partner {

		@GetExchange("/")
		void hello();

	}

}
