package io.stratum.autoconfigure.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.web.CurrentTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.TestInstance;

import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of several tenants, one after another on the one thread of a listener.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledForJreRange(minVersion = 24,
		disabledReason = "Qpid Broker-J needs the Subject of a thread, which Java gives no longer since 24")
class TenantRabbitAutoConfigurationIntegrationTests {

	private final EmbeddedRabbit broker = new EmbeddedRabbit();

	private ConfigurableApplicationContext application;

	private RabbitTemplate sending;

	private TenantContext context;

	private MessageDesk desk;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(ListeningShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.properties("spring.rabbitmq.port=" + this.broker.port(), "spring.rabbitmq.virtual-host=default",
					"spring.rabbitmq.listener.simple.prefetch=1", "spring.rabbitmq.listener.simple.retry.enabled=true",
					"spring.rabbitmq.listener.simple.retry.initial-interval=1ms")
			.run();
		this.sending = this.application.getBean(RabbitTemplate.class);
		this.context = this.application.getBean(TenantContext.class);
		this.desk = this.application.getBean(MessageDesk.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.broker.close();
	}

	@BeforeEach
	void forget() {
		this.desk.forget();
	}

	@Test
	void tenantsTakeTurnsOnOneThreadWithAnErrorInTheMiddle() {
		send(this.cast.acme, "single", "lamp");
		send(this.cast.globex, "single", "fails");
		send(this.cast.sales, "single", "chair");
		assertThat(heard(4)).containsExactly("lamp acme acme", "fails globex globex", "fails globex globex",
				"chair acme_emea_sales acme_emea_sales");
		assertThat(placed(this.cast.globex)).contains("fails").doesNotContain("lamp");
		assertThat(placed(this.cast.acme)).contains("lamp").doesNotContain("chair");
	}

	@Test
	void messageOfAnUnknownTenantIsRejectedToTheDeadLetters() {
		sendAs(UUID.randomUUID().toString(), "single", "stray");
		sendAs("no id", "single", "odd");
		send(this.cast.acme, "single", "next");
		assertThat(this.desk.next()).isEqualTo("next acme acme");
		assertThat(List.of(dead(), dead())).containsExactly("stray", "odd");
	}

	@Test
	void messageThatNamesNobodyIsHandledForNobody() {
		send(this.cast.acme, "plain", "something");
		this.sending.convertAndSend("plain", "nothing");
		assertThat(heard(2)).containsExactly("something acme acme", "nothing nobody null");
	}

	@Test
	void answerNamesTheTenantOfTheQuestion() {
		send(this.cast.acme, "asked", "lamp");
		send(this.cast.globex, "asked", "desk");
		assertThat(heard(2)).containsExactly("lamp answered twice acme acme", "desk answered twice globex globex");
	}

	@Test
	void codeThatRunsForATenantCannotNameAnother() {
		this.context.runAs(this.cast.acme, () -> sendAs(this.cast.globex.id().toString(), "single", "smuggled"));
		assertThat(this.desk.next()).isEqualTo("smuggled acme acme");
	}

	@Test
	void batchReachesTheListenerInRunsOfOneTenantEach() {
		send(this.cast.acme, "many", "m1");
		send(this.cast.acme, "many", "m2");
		send(this.cast.globex, "many", "m3");
		this.sending.convertAndSend("many", "m4");
		this.application.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("many").start();
		assertThat(heard(3)).containsExactly("m1,m2 acme acme", "m3 globex globex", "m4 nobody null");
	}

	private List<String> heard(int messages) {
		return Stream.generate(this.desk::next).limit(messages).toList();
	}

	private String dead() {
		return String.valueOf(this.sending.receiveAndConvert("dead", 20_000));
	}

	private List<String> placed(Tenant tenant) {
		try {
			return this.context.callAs(tenant, this.desk::placed);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(Tenant tenant, String queue, String sku) {
		this.context.runAs(tenant, () -> this.sending.convertAndSend(queue, sku));
	}

	private void sendAs(String header, String queue, String sku) {
		this.sending.convertAndSend(queue, (Object) sku, (message) -> {
			message.getMessageProperties().setHeader("stratum-tenant", header);
			return message;
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ MessageDesk.class, Listener.class })
	static class ListeningShop extends ShopApplication {

		@Bean
		Queue dead() {
			return new Queue("dead");
		}

		/**
		 * Has its dead letters where the broker of this test wants them named.
		 */
		@Bean
		Queue single() {
			return QueueBuilder.durable("single")
				.withArgument("alternateBinding", Map.of("destination", "dead"))
				.withArgument("x-qpid-maximum-delivery-count", 1)
				.build();
		}

		@Bean
		Queue many() {
			return new Queue("many");
		}

		@Bean
		Queue asked() {
			return new Queue("asked");
		}

		@Bean
		Queue plain() {
			return new Queue("plain");
		}

		/** Works on answers by itself, too. */
		@Bean
		SimpleRabbitListenerContainerFactory answering(ConnectionFactory connections) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(connections);
			factory.setBeforeSendReplyPostProcessors(
					(answer) -> MessageBuilder.withBody((new String(answer.getBody()) + " twice").getBytes())
						.andProperties(answer.getMessageProperties())
						.build());
			return factory;
		}

		@Bean
		SimpleRabbitListenerContainerFactory batches(ConnectionFactory connections) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(connections);
			factory.setBatchListener(true);
			factory.setConsumerBatchEnabled(true);
			factory.setBatchSize(4);
			return factory;
		}

	}

	static class Listener {

		private final MessageDesk desk;

		Listener(MessageDesk desk) {
			this.desk = desk;
		}

		@RabbitListener(queues = "single")
		@Transactional
		public void one(String sku, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(sku, tenant);
		}

		@RabbitListener(queues = "asked", containerFactory = "answering")
		@SendTo("plain")
		public String asked(String sku) {
			return sku + " answered";
		}

		@RabbitListener(queues = "plain")
		public void plain(String sku, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(sku, tenant);
		}

		@RabbitListener(id = "many", queues = "many", containerFactory = "batches", autoStartup = "false")
		public void many(List<String> skus, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(skus, tenant);
		}

	}

}
