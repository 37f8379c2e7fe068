package io.stratum.autoconfigure.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.autoconfigure.web.ResolutionProperties.Source;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.Tenants;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Every combination of sources, by every caller, about tenants in every state.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceMatrixIntegrationTests {

	private static final String SECRET = "a shared secret of thirty-two bytes or more";

	private static final String GATEWAY = "10.0.0.1";

	private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");

	private WebApplicationContext application;

	private MockMvc mvc;

	private Cast cast;

	private Map<String, Map<String, String>> credentials;

	@BeforeAll
	void start() throws Exception {
		this.application = (WebApplicationContext) new SpringApplicationBuilder(OpenShop.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0", "stratum.security.jwt.secret=" + SECRET,
					"stratum.web.resolution.sources=header,host,path,session,cookie",
					"stratum.web.resolution.host.pattern={tenant}.example.com",
					"stratum.web.resolution.path.pattern=/t/{tenant}", "stratum.web.resolution.header.trust=gateway",
					"stratum.web.resolution.gateways=10.0.0.0/8")
			.run();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		this.mvc = builder.build();
		this.cast = new Cast(this.application);
		this.cast.status(child("asleep"), "suspended");
		this.cast.status(child("gone"), "archived");
		String operator = this.application.getBean(ApiKeys.class)
			.create(NewApiKey.ofOperator(ApiKeySettings.DEFAULTS.scoped(Scope.READ)))
			.plaintext();
		this.credentials = Map.of("operator", Map.of("X-API-Key", operator), "parent", key(this.cast.acme), "own",
				key(this.cast.emea), "own token", token(this.cast.emea), "stranger", key(this.cast.globex),
				"stranger token", token(this.cast.globex), "anonymous", Map.of(), "gateway", Map.of());
	}

	@AfterAll
	void stop() throws Exception {
		((AutoCloseable) this.application).close();
	}

	@ParameterizedTest(name = "{0}: {1}, {2}, {3}, {4}")
	@CsvSource(textBlock = """
			operator,       200 sales,     403 TENANT_SUSPENDED, 410 TENANT_ARCHIVED,  403 FORBIDDEN
			parent,         200 sales,     403 TENANT_SUSPENDED, 410 TENANT_ARCHIVED,  403 FORBIDDEN
			own,            200 sales,     403 TENANT_SUSPENDED, 410 TENANT_ARCHIVED,  403 FORBIDDEN
			own token,      200 sales,     403 TENANT_SUSPENDED, 410 TENANT_ARCHIVED,  403 FORBIDDEN
			stranger,       403 FORBIDDEN, 403 FORBIDDEN,        403 FORBIDDEN,        403 FORBIDDEN
			stranger token, 403 FORBIDDEN, 403 FORBIDDEN,        403 FORBIDDEN,        403 FORBIDDEN
			anonymous,      200 unbound,   200 unbound,          200 unbound,          200 unbound
			""")
	void sourcesThatAgreeAreAnsweredAlike(String caller, String active, String suspended, String archived,
			String unknown) throws Exception {
		for (Set<Source> sources : combinations(1)) {
			assertThat(outcome(caller, sources, "acme_emea_sales")).as("%s", sources).isEqualTo(active);
			assertThat(outcome(caller, sources, "acme_emea_asleep")).as("%s", sources).isEqualTo(suspended);
			assertThat(outcome(caller, sources, "acme_emea_gone")).as("%s", sources).isEqualTo(archived);
			assertThat(outcome(caller, sources, "nobody")).as("%s", sources).isEqualTo(unknown);
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			acme_emea_sales,  200 sales
			acme_emea_asleep, 404 TENANT_NOT_FOUND
			acme_emea_gone,   404 TENANT_NOT_FOUND
			nobody,           404 TENANT_NOT_FOUND
			""")
	void onlyTheHeaderOfAGatewayIsTrustedWithoutCredential(String name, String trusted) throws Exception {
		for (Set<Source> sources : combinations(1)) {
			assertThat(outcome("gateway", sources, name)).as("%s", sources)
				.isEqualTo(sources.contains(Source.HEADER) ? trusted : "200 unbound");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "operator", "parent", "own", "own token", "stranger", "anonymous", "gateway" })
	void sourcesThatDisagreeBindNobody(String caller) throws Exception {
		for (Set<Source> sources : combinations(2)) {
			for (Source other : sources) {
				String outcome = outcome(
						perform(caller, sources, (source) -> (source == other) ? "acme_emea" : "acme_emea_sales"));
				boolean refused = !this.credentials.get(caller).isEmpty()
						|| (caller.equals("gateway") && sources.contains(Source.HEADER));
				assertThat(outcome).as("%s but %s", sources, other)
					.isEqualTo(refused ? "403 FORBIDDEN" : "200 unbound");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stranger", "stranger token" })
	void answersAboutTenantsOutOfReachAreEqualByteForByte(String caller) throws Exception {
		byte[] first = null;
		for (Source source : Source.values()) {
			// The path itself is told to whoever sent it.
			if (source == Source.PATH) {
				continue;
			}
			for (String name : List.of("acme_emea_sales", "acme_emea_asleep", "acme_emea_gone", "nobody")) {
				byte[] body = perform(caller, EnumSet.of(source), (each) -> name).getContentAsByteArray();
				first = (first != null) ? first : body;
				assertThat(body).as("%s by %s", name, source).isEqualTo(first);
			}
		}
	}

	/** Returns all sets of sources that have at least so many. */
	private static List<Set<Source>> combinations(int least) {
		List<Set<Source>> combinations = new ArrayList<>();
		for (int bits = 1; bits < 1 << Source.values().length; bits++) {
			Set<Source> sources = EnumSet.noneOf(Source.class);
			int chosen = bits;
			IntStream.range(0, Source.values().length)
				.filter((place) -> (chosen >> place & 1) == 1)
				.forEach((place) -> sources.add(Source.values()[place]));
			if (sources.size() >= least) {
				combinations.add(sources);
			}
		}
		return combinations;
	}

	private String outcome(String caller, Set<Source> sources, String name) throws Exception {
		return outcome(perform(caller, sources, (source) -> name));
	}

	private static String outcome(MockHttpServletResponse response) throws Exception {
		String body = response.getContentAsString();
		Matcher code = CODE.matcher(body);
		String told = code.find() ? code.group(1) : body.split(" ")[0].replace("acme_emea_", "");
		return response.getStatus() + " " + told;
	}

	private MockHttpServletResponse perform(String caller, Set<Source> sources, Naming naming) throws Exception {
		String uri = sources.contains(Source.PATH) ? "/t/" + naming.of(Source.PATH) + "/who" : "/who";
		return this.mvc.perform(get(uri).with((request) -> {
			request.addHeader("X-Request-ID", "req-1");
			request.setRemoteAddr(caller.equals("gateway") ? GATEWAY : "192.0.2.7");
			this.credentials.get(caller).forEach(request::addHeader);
			sources.forEach((source) -> name(request, source, naming.of(source)));
			return request;
		})).andReturn().getResponse();
	}

	private static void name(MockHttpServletRequest request, Source source, String name) {
		switch (source) {
			case HEADER -> request.addHeader("X-Tenant-ID", name);
			case HOST -> request.setServerName(name + ".example.com");
			case SESSION -> request.getSession().setAttribute("tenant", name);
			case COOKIE -> request.setCookies(new Cookie("tenant", name));
			case PATH -> {
				// Is in the address.
			}
		}
	}

	private Tenant child(String name) {
		return this.application.getBean(Tenants.class)
			.create(NewTenant.childOf(this.cast.emea.id(), "acme_emea_" + name, name));
	}

	private Map<String, String> key(Tenant tenant) {
		return Map.of("X-API-Key", this.cast.key(tenant, Scope.READ));
	}

	private static Map<String, String> token(Tenant tenant) throws JOSEException {
		SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256),
				new JWTClaimsSet.Builder().subject("user-1")
					.claim("tenant_id", tenant.slug())
					.claim("scopes", "read")
					.expirationTime(Date.from(Instant.now().plusSeconds(600)))
					.build());
		token.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
		return Map.of("Authorization", "Bearer " + token.serialize());
	}

	/**
	 * Says what a source names.
	 */
	private interface Naming {

		String of(Source source);

	}

	@Configuration(proxyBeanMethods = false)
	static class OpenShop extends ShopApplication {

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
