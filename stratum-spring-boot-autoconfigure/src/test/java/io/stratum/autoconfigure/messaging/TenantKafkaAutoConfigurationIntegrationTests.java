package io.stratum.autoconfigure.messaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.web.CurrentTenant;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages of several tenants, one after another on the one thread of a listener.
 */
class TenantKafkaAutoConfigurationIntegrationTests extends TenantMessagesContract {

	private final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "single", "plain", "many", "asked",
			"single-dlt", "many-dlt");

	TenantKafkaAutoConfigurationIntegrationTests() {
		super(ListeningShop.class);
	}

	@Override
	String[] startBroker() {
		this.broker.afterPropertiesSet();
		return new String[] { "spring.kafka.bootstrap-servers=" + this.broker.getBrokersAsString(),
				"spring.kafka.consumer.group-id=shop", "spring.kafka.consumer.auto-offset-reset=earliest",
				"spring.kafka.producer.properties.interceptor.classes=" + Counting.class.getName() };
	}

	@Override
	void stopBroker() {
		this.broker.destroy();
	}

	@Override
	void send(String topic, String sku) {
		sending().send(topic, sku);
	}

	@Override
	void sendAs(String header, String topic, String sku) {
		ProducerRecord<String, String> message = new ProducerRecord<>(topic, sku);
		message.headers().add("stratum-tenant", header.getBytes(StandardCharsets.UTF_8));
		sending().send(message);
	}

	@SuppressWarnings("unchecked")
	private KafkaTemplate<String, String> sending() {
		return this.application.getBean(KafkaTemplate.class);
	}

	@Test
	void messageOfAnUnknownTenantGoesToTheDeadLettersAtOnce() {
		sendAs(UUID.randomUUID().toString(), "single", "stray");
		sendAs("no id", "single", "odd");
		this.cast.status(this.cast.emea, "suspended");
		try {
			send(this.cast.emea, "single", "asleep");
			send(this.cast.acme, "single", "next");
			assertThat(heard(4)).containsExactlyInAnyOrder("dead stray", "dead odd", "dead asleep", "next acme acme");
		}
		finally {
			this.cast.status(this.cast.emea, "active");
		}
	}

	@Test
	void answerNamesTheTenantOfTheQuestion() {
		send(this.cast.acme, "asked", "lamp");
		send(this.cast.globex, "asked", "desk");
		assertThat(heard(2)).containsExactlyInAnyOrder("lamp answered acme acme", "desk answered globex globex");
	}

	@Test
	void interceptorOfTheApplicationIsKept() {
		int before = Counting.sent;
		send(this.cast.acme, "plain", "counted");
		assertThat(this.desk.next()).isEqualTo("counted acme acme");
		assertThat(Counting.sent).isGreaterThan(before);
	}

	@Test
	void batchReachesTheListenerInRunsOfOneTenantEach() {
		MessageListenerContainer container = this.application.getBean(KafkaListenerEndpointRegistry.class)
			.getListenerContainer("many");
		send(this.cast.acme, "many", "m1");
		send(this.cast.acme, "many", "m2");
		send(this.cast.globex, "many", "m3");
		sendAs(UUID.randomUUID().toString(), "many", "m4");
		send(this.cast.acme, "many", "m5");
		sending().flush();
		container.start();
		assertThat(heard(4)).containsExactlyInAnyOrder("m1,m2 acme acme", "m3 globex globex", "dead m4",
				"m5 acme acme");
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ MessageDesk.class, Listener.class })
	static class ListeningShop extends ShopApplication {

	}

	static class Listener {

		private final MessageDesk desk;

		Listener(MessageDesk desk) {
			this.desk = desk;
		}

		@KafkaListener(topics = "single")
		@Transactional
		public void one(String sku, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(sku, tenant);
		}

		@KafkaListener(topics = "asked")
		@SendTo("plain")
		public String asked(String sku) {
			return sku + " answered";
		}

		@KafkaListener(topics = "plain")
		public void plain(String sku, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(sku, tenant);
		}

		@KafkaListener(id = "many", topics = "many", batch = "true", autoStartup = "false")
		public void many(List<String> skus, @CurrentTenant Optional<String> tenant) {
			this.desk.handle(skus, tenant);
		}

		@KafkaListener(topics = { "single-dlt", "many-dlt" })
		public void dead(String sku) {
			this.desk.dead(sku);
		}

	}

	/** An interceptor of the application's own. */
	public static final class Counting implements ProducerInterceptor<Object, Object> {

		static volatile int sent;

		@Override
		public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> message) {
			sent++;
			return message;
		}

		@Override
		public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
		}

		@Override
		public void close() {
		}

		@Override
		public void configure(Map<String, ?> configs) {
		}

	}

}
