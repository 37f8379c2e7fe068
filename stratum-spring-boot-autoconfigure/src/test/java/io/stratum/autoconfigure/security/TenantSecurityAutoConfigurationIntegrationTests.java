package io.stratum.autoconfigure.security;

import io.micrometer.context.ContextRegistry;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.Permissions;
import io.stratum.security.RequiresPermission;
import io.stratum.security.RequiresScope;
import io.stratum.security.SecurityCallerResolver;
import io.stratum.security.TenantAuthorization;
import io.stratum.security.TenantSecurity;
import io.stratum.tenant.TenantContext;
import io.stratum.web.CallerResolver;
import io.stratum.web.TenantFilter;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

class TenantSecurityAutoConfigurationIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void everyRequestNeedsACredentialByDefault() {
		RUNNERS.web().withPropertyValues("management.endpoint.health.probes.enabled=false").run((context) -> {
			assertThat(context).hasSingleBean(TenantSecurity.class).hasSingleBean(SecurityCallerResolver.class);
			assertThat(mvc(context).get().uri("/orders")).hasStatus(401);
			assertThat(mvc(context).get().uri("/actuator/health")).hasStatusOk();
		});
	}

	@Test
	void headerOfKeysIsNamedByItsProperty() {
		RUNNERS.web()
			.withPropertyValues("stratum.security.api-key.header=X-Shop-Key", "stratum.bootstrap.api-key=" + KEY)
			.run((context) -> {
				assertThat(mvc(context).get().uri("/nowhere").header("X-Shop-Key", KEY)).hasStatus(404);
				assertThat(mvc(context).get().uri("/nowhere").header("X-API-Key", KEY)).hasStatus(401);
			});
	}

	@Test
	void ownChainTakesThePlaceOfTheDefaultAndStillKnowsKeys() {
		RUNNERS.web()
			.withUserConfiguration(OwnChain.class)
			.withPropertyValues("stratum.bootstrap.api-key=" + KEY)
			.run((context) -> {
				assertThat(context).doesNotHaveBean("stratumSecurityFilterChain");
				assertThat(mvc(context).get().uri("/nowhere")).hasStatus(404);
				assertThat(mvc(context).get().uri("/nowhere").header("X-API-Key", "sk_live_wrong")).hasStatus(401);
			});
	}

	@Test
	void rulesOfAnOwnChainAskForTenantScopeAndPermission() {
		RUNNERS.web().withUserConfiguration(RuledChain.class).run((context) -> {
			Cast cast = new Cast(context);
			context.getBean(Permissions.class).grant(cast.acme.id(), PermissionGrant.of("till.empty"));
			MockMvcTester mvc = mvc(context);
			String holder = cast.key(cast.acme, Scope.READ);
			assertThat(mvc.get().uri("/till")).hasStatus(401);
			assertThat(mvc.get().uri("/till").header("X-API-Key", holder)).hasStatus(404);
			assertThat(mvc.get().uri("/till").header("X-API-Key", cast.key(cast.emea, Scope.READ))).hasStatus(404);
			assertThat(mvc.get().uri("/till").header("X-API-Key", cast.key(cast.globex, Scope.READ))).hasStatus(403)
				.bodyJson()
				.extractingPath("error.details.required_permission")
				.isEqualTo("till.empty");
			assertThat(mvc.get().uri("/stock").header("X-API-Key", holder)).hasStatus(404);
			assertThat(mvc.put().uri("/stock").header("X-API-Key", holder)).hasStatus(403);
		});
	}

	@Test
	void backsOffWhenTheApplicationKnowsItsCallers() {
		CallerResolver own = (request) -> Caller.ANONYMOUS;
		RUNNERS.web()
			.withBean(CallerResolver.class, () -> own)
			.run((context) -> assertThat(context.getBean(CallerResolver.class)).isSameAs(own));
	}

	@Test
	void scopesGuardBeansBelowTheControllersToo() {
		RUNNERS.web().withBean(Till.class).run((context) -> {
			assertThat(context.getBean(Till.class).open()).isEqualTo("open");
			try (TenantContext.Scope scope = context.getBean(TenantContext.class).bind(null, Caller.ANONYMOUS)) {
				assertThatExceptionOfType(AuthorizationDeniedException.class)
					.isThrownBy(context.getBean(Till.class)::open);
			}
		});
	}

	@Test
	void scopesHoldWithoutSpringSecurityToo() {
		// Reads a list of accessors, which names classes that are hidden below.
		ContextRegistry.getInstance();
		RUNNERS.web()
			.withClassLoader(ShopRunners.without("org.springframework.security"))
			.withBean(CallerResolver.class, () -> (request) -> Caller.ANONYMOUS)
			.withBean(Till.class)
			.withBean(Counter.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("stratumScopeAdvisor");
				MockMvcTester plain = MockMvcTester.from(context,
						(builder) -> builder.addFilters(context.getBean(TenantFilter.class)).build());
				assertThat(plain.get().uri("/count")).hasStatus(401);
				assertThat(context.getBean(Till.class).open()).isEqualTo("open");
				try (TenantContext.Scope scope = context.getBean(TenantContext.class).bind(null, Caller.ANONYMOUS)) {
					assertThatExceptionOfType(AccessForbiddenException.class)
						.isThrownBy(context.getBean(Till.class)::open);
				}
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(context.getBean(Till.class)::empty)
					.withMessageContaining("spring-boot-starter-security");
			});
	}

	private static MockMvcTester mvc(WebApplicationContext context) {
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity());
		return MockMvcTester.create(builder.build());
	}

	private static final String KEY = "sk_live_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

	@Configuration(proxyBeanMethods = false)
	static class OwnChain {

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RuledChain {

		@Bean
		SecurityFilterChain ruled(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/till/**")
					.access(TenantAuthorization.permission("till.empty"))
					.requestMatchers(HttpMethod.PUT, "/stock/**")
					.access(TenantAuthorization.scope(Scope.WRITE))
					.anyRequest()
					.access(TenantAuthorization.bound()))
				.build();
		}

	}

	public static class Till {

		@RequiresScope(Scope.WRITE)
		public String open() {
			return "open";
		}

		@RequiresPermission("till.empty")
		public String empty() {
			return "empty";
		}

	}

	@RestController
	public static class Counter {

		@RequiresScope(Scope.READ)
		@GetMapping("/count")
		String count() {
			return "1";
		}

	}

}
