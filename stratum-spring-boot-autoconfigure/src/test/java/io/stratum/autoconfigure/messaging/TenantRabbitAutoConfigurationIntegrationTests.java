package io.stratum.autoconfigure.messaging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.web.CurrentTenant;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of several tenants, one after another on the one thread of a listener.
 */
class TenantRabbitAutoConfigurationIntegrationTests extends TenantMessagesContract {

	private EmbeddedRabbit broker;

	TenantRabbitAutoConfigurationIntegrationTests() {
		super(ListeningShop.class);
	}

	@Override
	String[] startBroker() {
		this.broker = new EmbeddedRabbit();
		return new String[] { "spring.rabbitmq.port=" + this.broker.port(), "spring.rabbitmq.virtual-host=default",
				"spring.rabbitmq.listener.simple.prefetch=1", "spring.rabbitmq.listener.simple.retry.enabled=true",
				"spring.rabbitmq.listener.simple.retry.initial-interval=1ms" };
	}

	@Override
	void stopBroker() {
		this.broker.close();
	}

	@Override
	void send(String queue, String sku) {
		sending().convertAndSend(queue, sku);
	}

	@Override
	void sendAs(String header, String queue, String sku) {
		sending().convertAndSend(queue, (Object) sku, (message) -> {
			message.getMessageProperties().setHeader("stratum-tenant", header);
			return message;
		});
	}

	private RabbitTemplate sending() {
		return this.application.getBean(RabbitTemplate.class);
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
	void answerNamesTheTenantOfTheQuestion() {
		send(this.cast.acme, "asked", "lamp");
		send(this.cast.globex, "asked", "desk");
		assertThat(heard(2)).containsExactly("lamp answered twice acme acme", "desk answered twice globex globex");
	}

	@Test
	void batchReachesTheListenerInRunsOfOneTenantEach() {
		send(this.cast.acme, "many", "m1");
		send(this.cast.acme, "many", "m2");
		send(this.cast.globex, "many", "m3");
		send("many", "m4");
		this.application.getBean(RabbitListenerEndpointRegistry.class).getListenerContainer("many").start();
		assertThat(heard(3)).containsExactly("m1,m2 acme acme", "m3 globex globex", "m4 nobody null");
	}

	private String dead() {
		return String.valueOf(sending().receiveAndConvert("dead", 300_000));
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
			// A batch is whole before it is handled, however slowly it comes.
			factory.setReceiveTimeout(60_000L);
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
