package io.stratum.security;

import java.util.List;
import java.util.function.Consumer;

import io.stratum.access.Scope;
import io.stratum.tenant.TenantContext;
import io.stratum.web.NamedTenant;
import io.stratum.web.ProblemWriter;
import io.stratum.web.TenantFilter;
import io.stratum.web.TenantResolution;
import io.stratum.web.TenantResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;

/**
 * An application with two chains of its own, to which API keys are added.
 */
class TenantSecurityTests {

	private final AnnotationConfigWebApplicationContext application = application();

	private final MockMvcTester mvc = MockMvcTester.from(this.application,
			(builder) -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());

	private static AnnotationConfigWebApplicationContext application() {
		AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();
		application.setServletContext(new MockServletContext());
		application.register(Application.class);
		application.refresh();
		return application;
	}

	@AfterEach
	void close() {
		assertThat(this.application.getBean(TenantContext.class).caller().type().name()).isEqualTo("SYSTEM");
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/who", "/shop/who" })
	void keyIsKnownInEveryChainOfTheApplication(String uri) {
		assertThat(get(uri, (request) -> request.addHeader("X-API-Key", "sk_reader"))).hasStatusOk()
			.bodyText()
			.isEqualTo("reader");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/who", "/api/open", "/shop/who", "/nowhere" })
	void badKeyIsRefusedWhateverThePath(String uri) {
		MvcTestResult result = get(uri, (request) -> request.addHeader("X-API-Key", "sk_stolen"));
		assertThat(result).hasStatus(401)
			.hasHeader("WWW-Authenticate", "ApiKey, Bearer")
			.bodyText()
			.contains("\"code\":\"UNAUTHORIZED\"")
			.doesNotContain("sk_stolen");
	}

	@Test
	void badKeyGetsTheBodyOfNoKey() {
		assertThat(body("/api/who", (request) -> request.addHeader("X-API-Key", "sk_stolen")))
			.isEqualTo(body("/api/who", (request) -> {
			}));
	}

	@Test
	void goodKeyBesideAnotherCredentialDecidesAlone() {
		for (String password : List.of("right", "wrong")) {
			assertThat(get("/shop/who", (request) -> {
				httpBasic("clerk", password).postProcessRequest(request);
				request.addHeader("X-API-Key", "sk_reader");
			})).hasStatusOk().bodyText().isEqualTo("reader");
		}
	}

	@Test
	void badKeyBesideAGoodPasswordIsRefused() {
		assertThat(get("/shop/who", (request) -> {
			httpBasic("clerk", "right").postProcessRequest(request);
			request.addHeader("X-API-Key", "sk_stolen");
		})).hasStatus(401);
	}

	@Test
	void twoKeysAreRefusedEvenIfBothAreGood() {
		assertThat(get("/api/who", (request) -> {
			request.addHeader("X-API-Key", "sk_reader");
			request.addHeader("X-API-Key", "sk_reader");
		})).hasStatus(401);
	}

	@Test
	void registryOutOfReachIsUnavailable() {
		assertThat(get("/api/who", (request) -> request.addHeader("X-API-Key", "outage"))).hasStatus(503)
			.hasHeader("Retry-After", "1")
			.bodyText()
			.contains("SERVICE_UNAVAILABLE")
			.doesNotContain("database host");
	}

	@Test
	void loginOfTheApplicationIsMappedToACaller() {
		assertThat(get("/shop/who", (request) -> httpBasic("clerk", "right").postProcessRequest(request))).hasStatusOk()
			.bodyText()
			.isEqualTo("user-clerk");
	}

	@Test
	void loginThatNoMapperKnowsRunsUnbound() {
		assertThat(get("/shop/who", (request) -> httpBasic("guest", "right").postProcessRequest(request))).hasStatusOk()
			.bodyText()
			.isEqualTo("null");
	}

	@Test
	void rulesOfTheApplicationStillHold() {
		assertThat(get("/api/open", (request) -> {
		})).hasStatusOk();
		assertThat(get("/api/who", (request) -> {
		})).hasStatus(401);
		assertThat(get("/api/never", (request) -> request.addHeader("X-API-Key", "sk_writer"))).hasStatus(403)
			.bodyText()
			.contains("\"code\":\"FORBIDDEN\"");
	}

	@Test
	void rulesMayAskForAScopeOrATenant() {
		assertThat(get("/api/write", (request) -> request.addHeader("X-API-Key", "sk_writer"))).hasStatusOk();
		assertThat(get("/api/write", (request) -> request.addHeader("X-API-Key", "sk_reader"))).hasStatus(403)
			.bodyText()
			.contains("\"required_scope\":\"write\"");
		assertThat(get("/api/write", (request) -> {
		})).hasStatus(401);
		assertThat(get("/api/bound", (request) -> request.addHeader("X-API-Key", "sk_writer"))).hasStatus(403);
		assertThat(get("/api/bound", (request) -> {
			request.addHeader("X-API-Key", "sk_writer");
			request.addHeader("X-Bind", "yes");
		})).hasStatusOk();
	}

	@Test
	void browserIsStillSentToTheLogin() {
		assertThat(this.mvc.get().uri("/shop/who").accept(MediaType.TEXT_HTML)).hasStatus3xxRedirection();
	}

	@Test
	void keyNeedsNoForgeryTokenButALoginDoes() {
		assertThat(this.mvc.post().uri("/shop/change").header("X-API-Key", "sk_writer")).hasStatusOk();
		assertThat(this.mvc.post().uri("/shop/change").with(httpBasic("clerk", "right"))).hasStatus(403);
	}

	@Test
	void keyLeavesNoSessionBehind() {
		MvcTestResult result = get("/shop/who", (request) -> request.addHeader("X-API-Key", "sk_reader"));
		assertThat(result.getRequest().getSession(false)).isNull();
	}

	@Test
	void handlerStillSeesItsOtherHeaders() {
		assertThat(get("/api/header", (request) -> {
			request.addHeader("X-API-Key", "sk_reader");
			request.addHeader("Authorization", "Basic eDp5");
			request.addHeader("X-Note", "hello");
		})).hasStatusOk().bodyText().isEqualTo("hello null");
	}

	private MvcTestResult get(String uri, Consumer<MockHttpServletRequest> change) {
		return this.mvc.get().uri(uri).header("X-Request-ID", "r-1").with((request) -> {
			change.accept(request);
			return request;
		}).exchange();
	}

	private String body(String uri, Consumer<MockHttpServletRequest> change) {
		return new String(get(uri, change).getResponse().getContentAsByteArray());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	@EnableWebSecurity
	static class Application {

		@Bean
		TenantContext context() {
			return new TenantContext();
		}

		@Bean
		TenantSecurity tenantSecurity(TenantContext context) {
			ProblemWriter problems = new ProblemWriter(JsonMapper.builder().build());
			CallerMapper clerks = (authentication) -> authentication.getName().equals("clerk")
					? Callers.caller(io.stratum.access.Caller.Type.USER, "user-clerk", Scope.READ) : null;
			TenantResolver binding = (request) -> (request.getHeader("X-Bind") != null)
					? new NamedTenant("header", "acme", false) : null;
			TenantFilter filter = new TenantFilter(new SecurityCallerResolver(List.of(clerks)), List.of(binding),
					(caller, names) -> new TenantResolution(caller, names.isEmpty() ? null : Callers.TENANT, "test"),
					List.of(), context, problems);
			return new TenantSecurity("X-API-Key", Callers.KEYS, filter, problems);
		}

		@Bean
		@Order(1)
		SecurityFilterChain api(HttpSecurity http) {
			return http.securityMatcher("/api/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/api/open")
					.permitAll()
					.requestMatchers("/api/never")
					.denyAll()
					.requestMatchers("/api/write")
					.access(TenantAuthorization.scope(Scope.WRITE))
					.requestMatchers("/api/bound")
					.access(TenantAuthorization.bound())
					.anyRequest()
					.authenticated())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain shop(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("clerk").password("{noop}right").build(),
					User.withUsername("guest").password("{noop}right").build());
		}

		@Bean
		Desk desk(TenantContext context) {
			return new Desk(context);
		}

	}

	@RestController
	static class Desk {

		private final TenantContext context;

		Desk(TenantContext context) {
			this.context = context;
		}

		@RequestMapping({ "/api/who", "/api/open", "/api/never", "/api/write", "/api/bound", "/shop/who" })
		String who() {
			return String.valueOf(this.context.caller().id());
		}

		@PostMapping("/shop/change")
		String change() {
			return "changed";
		}

		@GetMapping("/api/header")
		String header(@RequestHeader("X-Note") String note,
				@RequestHeader(name = "Authorization", required = false) String authorization) {
			return note + " " + authorization;
		}

	}

}
