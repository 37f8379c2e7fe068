package io.stratum.autoconfigure.observe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.filter.ServerHttpObservationFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

class TenantObservationIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	private final Recorder recorder = new Recorder();

	private final WebApplicationContextRunner runner = RUNNERS.shop().withBean(Recorder.class, () -> this.recorder);

	@Test
	void observationOfARequestNamesItsTenantAfterItWasUnbound() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			request(application, cast.key(cast.acme, Scope.READ));
			assertThat(this.recorder.tenantsOfRequests()).containsExactly(cast.acme.id().toString());
		});
	}

	@Test
	void tenantIsNeverALabelOfAMetric() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			request(application, cast.key(cast.acme, Scope.READ));
			assertThat(this.recorder.stopped).isNotEmpty()
				.allSatisfy((observed) -> assertThat(observed.getLowCardinalityKeyValues()).map(KeyValue::getKey)
					.doesNotContain("stratum.tenant.id"));
		});
	}

	@Test
	void otherObservationsNameTheBoundTenant() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			application.getBean(TenantContext.class)
				.runAs(cast.globex,
						() -> Observation.createNotStarted("work", application.getBean(ObservationRegistry.class))
							.observe(() -> {
							}));
			assertThat(this.recorder.tenants("work")).containsExactly(cast.globex.id().toString());
		});
	}

	@Test
	void spansAreSilentByProperty() {
		this.runner.withPropertyValues("stratum.observability.span-attribute=false").run((application) -> {
			Cast cast = new Cast(application);
			request(application, cast.key(cast.acme, Scope.READ));
			assertThat(this.recorder.tenantsOfRequests()).containsExactly("none");
		});
	}

	@Test
	void logContextFollowsEveryBinding() {
		this.runner.run((application) -> {
			Cast cast = new Cast(application);
			TenantContext context = application.getBean(TenantContext.class);
			try (TenantContext.Scope outer = context.bind(cast.acme)) {
				context.runAs(cast.globex, () -> assertThat(MDC.get("tenant")).isEqualTo("globex"));
				assertThat(MDC.get("tenant")).isEqualTo("acme");
			}
			assertThat(MDC.getCopyOfContextMap()).doesNotContainKeys("tenant", "tenant_path", "actor", "subject");
		});
	}

	@Test
	void logContextIsSilentByProperty() {
		this.runner.withPropertyValues("stratum.observability.mdc=false").run((application) -> {
			Cast cast = new Cast(application);
			application.getBean(TenantContext.class).runAs(cast.acme, () -> assertThat(MDC.get("tenant")).isNull());
		});
	}

	private static void request(AssertableWebApplicationContext application, String key) {
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(application)
			.addFilters(new ServerHttpObservationFilter(application.getBean(ObservationRegistry.class)))
			.apply(springSecurity());
		assertThat(MockMvcTester.create(builder.build()).get().uri("/who").header("X-API-Key", key)).hasStatusOk();
	}

	private static final class Recorder implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context);
		}

		private List<String> tenantsOfRequests() {
			return this.stopped.stream()
				.filter(ServerRequestObservationContext.class::isInstance)
				.map(Recorder::tenant)
				.toList();
		}

		private List<String> tenants(String name) {
			return this.stopped.stream()
				.filter((observed) -> name.equals(observed.getName()))
				.map(Recorder::tenant)
				.toList();
		}

		private static String tenant(Observation.Context observed) {
			KeyValue value = observed.getHighCardinalityKeyValue("stratum.tenant.id");
			return (value != null) ? value.getValue() : "none";
		}

	}

}
