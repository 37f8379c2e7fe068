package io.stratum.autoconfigure.config;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.stratum.StratumException;
import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.config.ConfigChange;
import io.stratum.config.ConfigEntries;
import io.stratum.config.DefaultValue;
import io.stratum.config.RecordRule;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantProperties;
import io.stratum.config.TenantValue;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.ConfigurableWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantValueIntegrationTests {

	private ConfigurableWebApplicationContext application;

	private MockMvcTester mvc;

	private Cast cast;

	private Painter painter;

	private TenantContext context;

	@BeforeAll
	void start() {
		this.application = (ConfigurableWebApplicationContext) new SpringApplicationBuilder(PaintShop.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0")
			.run();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		this.mvc = MockMvcTester.create(builder.build());
		this.cast = new Cast(this.application);
		this.painter = this.application.getBean(Painter.class);
		this.context = this.application.getBean(TenantContext.class);
		set(this.cast.acme, "max_seats", 25);
		set(this.cast.acme, "branding.color", "red");
		set(this.cast.acme, "branding.sizes", List.of(7, 8));
		set(this.cast.globex, "branding.color", "blue");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void handlerTakesValuesOfTheTenantOfTheRequest() {
		assertThat(get(this.cast.emea, "/seats")).hasStatusOk().bodyText().isEqualTo("25");
		assertThat(get(this.cast.emea, "/sizes")).hasStatusOk().bodyText().isEqualTo("15");
		assertThat(get(this.cast.emea, "/branding")).hasStatusOk().bodyText().isEqualTo("red 10");
		assertThat(get(this.cast.globex, "/branding")).hasStatusOk().bodyText().isEqualTo("blue 10");
	}

	@Test
	void valueThatNobodySetsIsMissingUnlessItIsOptional() {
		assertThat(get(this.cast.globex, "/seats")).hasStatus(404).bodyText().contains("CONFIG_NOT_FOUND");
		assertThat(get(this.cast.globex, "/optional")).hasStatusOk().bodyText().isEqualTo("-1");
		assertThat(get(this.cast.acme, "/optional")).hasStatusOk().bodyText().isEqualTo("25");
	}

	@Test
	void beanAsksInEachCallAndGetsWhatHoldsForTheTenantOfTheCall() {
		assertThat(as(this.cast.acme)).isEqualTo("red 10");
		assertThat(as(this.cast.globex)).isEqualTo("blue 10");
		set(this.cast.sales, "branding.width", 12);
		assertThat(as(this.cast.sales)).isEqualTo("red 12");
		assertThat(as(this.cast.acme)).isEqualTo("red 10");
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(this.painter::paint);
	}

	@Test
	void brokenConstraintNamesKeyAndSourceTenant() {
		set(this.cast.acme, "sign.text", " ");
		try {
			assertThatExceptionOfType(StratumException.class)
				.isThrownBy(() -> this.context.callAs(this.cast.sales, this.painter::text))
				.withMessageContainingAll("sign.text", this.cast.acme.id().toString())
				.satisfies((refused) -> assertThat(refused.details()).containsEntry("rule", "not_blank"));
		}
		finally {
			set(this.cast.acme, "sign.text", "open");
		}
		assertThat(as(this.cast.sales, this.painter::text)).isEqualTo("open");
	}

	@Test
	void recordsAreTakenAsTheyAreWithoutValidation() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TenantValueAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("jakarta.validation"))
			.run((started) -> assertThat(started).hasNotFailed().doesNotHaveBean(RecordRule.class));
	}

	private String as(Tenant tenant) {
		return as(tenant, this.painter::paint);
	}

	private String as(Tenant tenant, Callable<String> work) {
		try {
			return this.context.callAs(tenant, work);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MvcTestResult get(Tenant tenant, String uri) {
		return this.mvc.get().uri(uri).header("X-API-Key", this.cast.key(tenant, Scope.READ)).exchange();
	}

	private void set(Tenant tenant, String key, Object value) {
		this.application.getBean(ConfigEntries.class).set(tenant.id(), ConfigChange.of(key, value));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PaintController.class, Painter.class })
	static class PaintShop extends ShopApplication {

	}

	@TenantConfigurationProperties("branding")
	record Branding(String color, @Max(100) @DefaultValue("10") int width) {

	}

	@TenantConfigurationProperties("sign")
	record Sign(@NotBlank String text) {

	}

	static class Painter {

		private final TenantProperties<Branding> branding;

		private final TenantProperties<Sign> sign;

		Painter(TenantProperties<Branding> branding, TenantProperties<Sign> sign) {
			this.branding = branding;
			this.sign = sign;
		}

		String paint() {
			return this.branding.get().color() + " " + this.branding.get().width();
		}

		String text() {
			return this.sign.get().text();
		}

	}

	@RestController
	static class PaintController {

		@GetMapping("/seats")
		int seats(@TenantValue("max_seats") int seats) {
			return seats;
		}

		@GetMapping("/sizes")
		int sizes(@TenantValue("branding.sizes") List<Integer> sizes) {
			return sizes.stream().mapToInt(Integer::intValue).sum();
		}

		@GetMapping("/optional")
		int optional(@TenantValue("max_seats") Optional<Integer> seats) {
			return seats.orElse(-1);
		}

		@GetMapping("/branding")
		String branding(Branding branding) {
			return branding.color() + " " + branding.width();
		}

	}

}
