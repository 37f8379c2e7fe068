package io.stratum.autoconfigure.messaging;

import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantKafkaAutoConfigurationIntegrationTests {

	private final EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "single", "plain", "many", "asked",
			"single-dlt", "many-dlt");

	private ConfigurableApplicationContext application;

	private KafkaTemplate<String, String> sending;

	private TenantContext context;

	private MessageDesk desk;

	private Cast cast;

	@BeforeAll
	@SuppressWarnings("unchecked")
	void start() {
		this.broker.afterPropertiesSet();
		this.application = new SpringApplicationBuilder(ListeningShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.properties("spring.kafka.bootstrap-servers=" + this.broker.getBrokersAsString(),
					"spring.kafka.consumer.group-id=shop", "spring.kafka.consumer.auto-offset-reset=earliest",
					"spring.kafka.producer.properties.interceptor.classes=" + Counting.class.getName())
			.run();
		this.sending = this.application.getBean(KafkaTemplate.class);
		this.context = this.application.getBean(TenantContext.class);
		this.desk = this.application.getBean(MessageDesk.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.broker.destroy();
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
	void messageThatNamesNobodyIsHandledForNobody() {
		send(this.cast.acme, "plain", "something");
		this.sending.send("plain", "nothing");
		assertThat(heard(2)).containsExactly("something acme acme", "nothing nobody null");
	}

	@Test
	void answerNamesTheTenantOfTheQuestion() {
		send(this.cast.acme, "asked", "lamp");
		send(this.cast.globex, "asked", "desk");
		assertThat(heard(2)).containsExactlyInAnyOrder("lamp answered acme acme", "desk answered globex globex");
	}

	@Test
	void codeThatRunsForATenantCannotNameAnother() {
		this.context.runAs(this.cast.acme, () -> sendAs(this.cast.globex.id().toString(), "single", "smuggled"));
		assertThat(this.desk.next()).isEqualTo("smuggled acme acme");
		assertThat(Counting.sent).isPositive();
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
		this.sending.flush();
		container.start();
		assertThat(heard(4)).containsExactlyInAnyOrder("m1,m2 acme acme", "m3 globex globex", "dead m4",
				"m5 acme acme");
	}

	private List<String> heard(int messages) {
		return Stream.generate(this.desk::next).limit(messages).toList();
	}

	private List<String> placed(Tenant tenant) {
		try {
			return this.context.callAs(tenant, this.desk::placed);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(Tenant tenant, String topic, String sku) {
		this.context.runAs(tenant, () -> this.sending.send(topic, sku));
	}

	private void sendAs(String header, String topic, String sku) {
		ProducerRecord<String, String> message = new ProducerRecord<>(topic, sku);
		message.headers().add("stratum-tenant", header.getBytes(StandardCharsets.UTF_8));
		this.sending.send(message);
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
