package io.stratum.autoconfigure.messaging;

import java.util.List;
import java.util.stream.Stream;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for messages of several tenants, one after another on the one thread of a
 * listener, whatever broker carries them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TenantMessagesContract {

	private final Class<? extends ShopApplication> shop;

	ConfigurableApplicationContext application;

	MessageDesk desk;

	Cast cast;

	private TenantContext context;

	TenantMessagesContract(Class<? extends ShopApplication> shop) {
		this.shop = shop;
	}

	/**
	 * Starts the broker and tells how to reach it.
	 */
	abstract String[] startBroker();

	abstract void stopBroker();

	/**
	 * Sends a message as whoever is bound.
	 */
	abstract void send(String destination, String sku);

	abstract void sendAs(String header, String destination, String sku);

	@BeforeAll
	void start() {
		String[] broker = startBroker();
		this.application = new SpringApplicationBuilder(this.shop).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.properties(broker)
			.run();
		this.context = this.application.getBean(TenantContext.class);
		this.desk = this.application.getBean(MessageDesk.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
		stopBroker();
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
		send(this.cast.acme, "single", "last");
		assertThat(heard(5)).containsExactly("lamp acme acme", "fails globex globex", "fails globex globex",
				"chair acme_emea_sales acme_emea_sales", "last acme acme");
		assertThat(placed(this.cast.globex)).contains("fails").doesNotContain("lamp", "chair");
		assertThat(placed(this.cast.acme)).contains("lamp").doesNotContain("fails", "chair");
		assertThat(placed(this.cast.sales)).contains("chair").doesNotContain("fails", "lamp");
	}

	@Test
	void messageThatNamesNobodyIsHandledForNobody() {
		send(this.cast.acme, "plain", "something");
		send("plain", "nothing");
		assertThat(heard(2)).containsExactly("something acme acme", "nothing nobody null");
	}

	@Test
	void codeThatRunsForATenantCannotNameAnother() {
		this.context.runAs(this.cast.acme, () -> sendAs(this.cast.globex.id().toString(), "single", "smuggled"));
		assertThat(this.desk.next()).isEqualTo("smuggled acme acme");
	}

	List<String> heard(int messages) {
		return Stream.generate(this.desk::next).limit(messages).toList();
	}

	void send(Tenant tenant, String destination, String sku) {
		this.context.runAs(tenant, () -> send(destination, sku));
	}

	private List<String> placed(Tenant tenant) {
		try {
			return this.context.callAs(tenant, this.desk::placed);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
