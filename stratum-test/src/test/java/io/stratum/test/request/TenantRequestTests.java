package io.stratum.test.request;

import java.util.Collections;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static io.stratum.test.request.TenantRequest.apiKey;
import static io.stratum.test.request.TenantRequest.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Without Spring Security; with it in the sample.
 */
class TenantRequestTests {

	private final AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();

	private MockMvc mvc;

	@BeforeEach
	void startWithHeadersOfItsOwn() {
		this.application.setServletContext(new MockServletContext());
		this.application.register(Mirror.class);
		this.application.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("stratum.web.resolution.header.name", "X-Shop")));
		this.application.refresh();
		this.mvc = MockMvcBuilders.webAppContextSetup(this.application).build();
	}

	@Test
	void tenantIsNamedInTheConfiguredHeader() throws Exception {
		assertThat(answered(get("/mirror").with(tenant("acme")))).isEqualTo("acme none");
	}

	@Test
	void lastNameCountsAlone() throws Exception {
		assertThat(answered(get("/mirror").with(tenant("acme")).with(tenant("globex")).with(apiKey("sk_test_acme"))))
			.isEqualTo("globex sk_test_acme");
	}

	@Test
	void clientNamesTheTenantOfOneRequest() {
		RestTestClient client = RestTestClient.bindTo(this.mvc).build();
		assertThat(mirrored(client.get().uri("/mirror").headers(tenant("acme").in(this.application))))
			.isEqualTo("acme none");
		assertThat(mirrored(client.get().uri("/mirror"))).isEqualTo("none none");
	}

	@Test
	void clientNamesTheTenantOfAllRequests() {
		RestTestClient client = RestTestClient.bindTo(this.mvc)
			.defaultHeader("X-Shop", "globex")
			.requestInterceptor(tenant("acme").in(this.application))
			.build();
		assertThat(mirrored(client.get().uri("/mirror"))).isEqualTo("acme none");
	}

	@Test
	void keyIsNotPrinted() {
		assertThat(apiKey("sk_test_secret").in(this.application)).asString()
			.contains("X-API-Key")
			.doesNotContain("sk_test_secret");
	}

	private String answered(RequestBuilder request) throws Exception {
		return this.mvc.perform(request).andReturn().getResponse().getContentAsString();
	}

	private static String mirrored(RestTestClient.RequestHeadersSpec<?> request) {
		return String.valueOf(request.exchange().returnResult(String.class).getResponseBody());
	}

	@RestController
	@EnableWebMvc
	static class Mirror {

		@GetMapping("/mirror")
		String mirror(HttpServletRequest request) {
			return each(request, "X-Shop") + " " + each(request, "X-API-Key");
		}

		private static String each(HttpServletRequest request, String name) {
			String all = String.join("+", Collections.list(request.getHeaders(name)));
			return all.isEmpty() ? "none" : all;
		}

	}

}
