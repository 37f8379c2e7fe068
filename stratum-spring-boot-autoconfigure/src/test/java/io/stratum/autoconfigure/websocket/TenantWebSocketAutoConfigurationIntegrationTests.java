package io.stratum.autoconfigure.websocket;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
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

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.WebSocketStompClient;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of several sockets, one after another on the one thread that handles them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantWebSocketAutoConfigurationIntegrationTests {

	private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());

	private ConfigurableWebApplicationContext application;

	private ThreadPoolTaskExecutor worker;

	private Counter counter;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = (ConfigurableWebApplicationContext) new SpringApplicationBuilder(ChatShop.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0")
			.run();
		this.client.setMessageConverter(new StringMessageConverter());
		this.worker = this.application.getBean("inboundWorker", ThreadPoolTaskExecutor.class);
		this.counter = this.application.getBean(Counter.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@AfterEach
	void nothingStaysBound() throws Exception {
		TenantContext context = this.application.getBean(TenantContext.class);
		assertThat(this.worker.submit(context::current).get()).isEmpty();
	}

	@Test
	void messagesRunForTheTenantOfTheirHandshakeWithAnErrorInTheMiddle() throws Exception {
		StompSession acme = open(this.cast.acme, new Closing());
		StompSession globex = open(this.cast.globex, new Closing());
		acme.send("/app/order", "lamp");
		assertThat(heard()).isEqualTo("lamp acme 1");
		globex.send("/app/order", "fails");
		assertThat(heard()).isEqualTo("fails globex 0");
		globex.send("/app/order", "chair");
		assertThat(heard()).isEqualTo("chair globex 1");
		acme.send("/app/order", "sofa");
		assertThat(heard()).isEqualTo("sofa acme 2");
		acme.disconnect();
		globex.disconnect();
	}

	@Test
	void socketIsClosedWhenItsTenantIsSuspended() throws Exception {
		Closing closing = new Closing();
		StompSession session = open(this.cast.sales, closing);
		this.cast.status(this.cast.sales, "suspended");
		try {
			assertThat(closing.closed.await(5, TimeUnit.MINUTES)).isTrue();
			await(() -> !session.isConnected());
		}
		finally {
			this.cast.status(this.cast.sales, "active");
		}
	}

	private String heard() throws InterruptedException {
		return this.counter.heard.poll(5, TimeUnit.MINUTES);
	}

	private StompSession open(Tenant tenant, Closing closing) throws Exception {
		WebSocketHttpHeaders headers = new WebSocketHttpHeaders();
		headers.set("X-API-Key", this.cast.key(tenant, Scope.WRITE));
		String port = this.application.getEnvironment().getProperty("local.server.port");
		return this.client.connectAsync("ws://localhost:" + port + "/chat", headers, closing).get(5, TimeUnit.MINUTES);
	}

	private static final class Closing extends StompSessionHandlerAdapter {

		private final CountDownLatch closed = new CountDownLatch(1);

		@Override
		public void handleTransportError(StompSession session, Throwable failure) {
			this.closed.countDown();
		}

		@Override
		public Type getPayloadType(StompHeaders headers) {
			return String.class;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSocketMessageBroker
	@Import(Counter.class)
	static class ChatShop extends ShopApplication implements WebSocketMessageBrokerConfigurer {

		private final ThreadPoolTaskExecutor worker = new ThreadPoolTaskExecutor();

		@Bean
		ThreadPoolTaskExecutor inboundWorker() {
			this.worker.setCorePoolSize(1);
			this.worker.setMaxPoolSize(1);
			return this.worker;
		}

		@Override
		public void registerStompEndpoints(StompEndpointRegistry registry) {
			registry.addEndpoint("/chat");
		}

		@Override
		public void configureClientInboundChannel(ChannelRegistration registration) {
			registration.executor(this.worker);
		}

	}

	@Controller
	static class Counter {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		private final Orders orders;

		Counter(Orders orders) {
			this.orders = orders;
		}

		@MessageMapping("/app/order")
		void order(String sku, @CurrentTenant Optional<String> tenant) {
			if (!sku.equals("fails")) {
				this.orders.save(new Order(sku));
			}
			this.heard.add(sku + " " + tenant.orElse("nobody") + " " + this.orders.count());
			if (sku.equals("fails")) {
				throw new IllegalStateException(sku);
			}
		}

	}

}
