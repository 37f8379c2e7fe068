package io.stratum.autoconfigure.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.stratum.access.Scope;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIntegrationTests {

	private static final String SECRET = "a shared secret of thirty-two bytes or more";

	private WebApplicationContext application;

	private MockMvcTester mvc;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = (WebApplicationContext) new SpringApplicationBuilder(ShopApplication.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0", "stratum.security.jwt.tenant-claim=org.tenant",
					"stratum.security.jwt.issuers=https://id.example.com", "stratum.security.jwt.audience=shop",
					"stratum.security.jwt.secret=" + SECRET)
			.run();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		this.mvc = MockMvcTester.create(builder.build());
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() throws Exception {
		((AutoCloseable) this.application).close();
	}

	@Test
	void tokenProvesItsTenantByIdOrSlug() {
		assertThat(who(token((claims) -> {
		}))).hasStatusOk().bodyText().isEqualTo("acme jwt [read]");
		assertThat(who(token(tenant(this.cast.globex.id().toString())))).bodyText().startsWith("globex");
	}

	@Test
	void scopesAreAListOrATextAndStrangeOnesAreDropped() {
		assertThat(who(token((claims) -> claims.claim("scopes", List.of("write", "read", "paint"))))).bodyText()
			.endsWith("[read, write]");
		assertThat(who(token((claims) -> claims.claim("scope", "openid admin")))).bodyText().endsWith("[admin]");
		assertThat(who(token((claims) -> claims.claim("scope", "openid email")))).bodyText().endsWith("[read]");
	}

	@Test
	void tokenReachesTheSubtreeOfItsTenantAndNothingElse() {
		assertThat(named("acme_emea_sales")).hasStatusOk().bodyText().startsWith("acme_emea_sales");
		assertThat(named("globex")).hasStatus(403);
		assertThat(named("nobody")).hasStatus(403);
	}

	@Test
	void tokenWithoutTenantIsNoOperatorButRefused() {
		assertRefused(token((claims) -> claims.claim("org", Map.of())));
		assertRefused(token((claims) -> claims.claim("org", "acme")));
		assertRefused(token(tenant("nobody")));
		assertRefused(token(tenant("No such name!")));
		assertRefused(token(tenant("00000000-0000-0000-0000-000000000000")));
	}

	@Test
	void tokenWithoutEndOrSubjectIsRefused() {
		assertRefused(token((claims) -> claims.expirationTime(null)));
		assertRefused(token((claims) -> claims.subject(null)));
		assertRefused(token((claims) -> claims.subject("")));
		assertRefused(token((claims) -> claims.subject("  ")));
		assertRefused(token((claims) -> claims.subject("user\nERROR forged line")));
	}

	@Test
	void expiredTokenIsRefusedBeyondTheSkew() {
		assertThat(who(token((claims) -> claims.expirationTime(in(Duration.ofSeconds(-20)))))).hasStatusOk();
		assertRefused(token((claims) -> claims.expirationTime(in(Duration.ofSeconds(-90)))));
		assertRefused(token((claims) -> claims.notBeforeTime(in(Duration.ofSeconds(90)))));
	}

	@Test
	void strangeIssuerAndAudienceAreRefused() {
		assertRefused(token((claims) -> claims.issuer("https://evil.example.com")));
		assertRefused(token((claims) -> claims.issuer(null)));
		assertRefused(token((claims) -> claims.audience("other")));
		assertRefused(token((claims) -> claims.audience((String) null)));
	}

	@Test
	void signatureThatIsForgedMissingOrOfAnotherKindIsRefused() {
		String good = token((claims) -> {
		});
		String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
		assertRefused(none + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1));
		assertRefused(none + good.substring(good.indexOf('.')));
		assertRefused(good.substring(0, good.length() - 4) + "AAAA");
		assertRefused(sign(JWSAlgorithm.HS256, "another secret of thirty-two bytes or more", claims().build()));
		assertRefused(sign(JWSAlgorithm.HS512, SECRET + SECRET, claims().build()));
		assertRefused("not.a.token");
	}

	@Test
	void tokenOfATenantBelowASleepingOneIsRefused() {
		this.cast.status(this.cast.emea, "suspended");
		try {
			assertRefused(token(tenant("acme_emea")));
			assertRefused(token(tenant("acme_emea_sales")));
		}
		finally {
			this.cast.status(this.cast.emea, "active");
		}
		assertThat(who(token(tenant("acme_emea_sales")))).hasStatusOk();
	}

	@Test
	void apiKeyBesideATokenDecides() {
		String key = this.cast.key(this.cast.globex, Scope.WRITE);
		for (String token : List.of(token((claims) -> {
		}), "not.a.token")) {
			assertThat(this.mvc.get().uri("/who").header("Authorization", "Bearer " + token).header("X-API-Key", key))
				.hasStatusOk()
				.bodyText()
				.isEqualTo("globex api_key [write]");
		}
		assertThat(this.mvc.get().uri("/who").header("Authorization", "Bearer " + token((claims) -> {
		})).header("X-API-Key", "sk_live_wrong")).hasStatus(401);
	}

	@Test
	void everyRefusalIsTheSameAndNamesNothing() {
		String body = new String(who("not.a.token").getResponse().getContentAsByteArray());
		assertThat(new String(who(token(tenant("nobody"))).getResponse().getContentAsByteArray())).isEqualTo(body);
		assertThat(body).contains("\"code\":\"UNAUTHORIZED\"").doesNotContain("token names", "nobody");
	}

	private void assertRefused(String token) {
		assertThat(who(token)).hasStatus(401).hasHeader("WWW-Authenticate", "ApiKey, Bearer");
	}

	private MvcTestResult named(String tenant) {
		return this.mvc.get()
			.uri("/who")
			.header("X-Tenant-ID", tenant)
			.header("Authorization", "Bearer " + token((claims) -> {
			}))
			.exchange();
	}

	private MvcTestResult who(String token) {
		return this.mvc.get()
			.uri("/who")
			.header("X-Request-ID", "r-1")
			.header("Authorization", "Bearer " + token)
			.exchange();
	}

	private static Consumer<JWTClaimsSet.Builder> tenant(String name) {
		return (claims) -> claims.claim("org", Map.of("tenant", name));
	}

	private static String token(Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = claims();
		change.accept(claims);
		return sign(JWSAlgorithm.HS256, SECRET, claims.build());
	}

	private static JWTClaimsSet.Builder claims() {
		return new JWTClaimsSet.Builder().subject("user-7")
			.issuer("https://id.example.com")
			.audience("shop")
			.expirationTime(in(Duration.ofMinutes(5)))
			.claim("org", Map.of("tenant", "acme"));
	}

	private static Date in(Duration time) {
		return Date.from(Instant.now().plus(time));
	}

	private static String sign(JWSAlgorithm algorithm, String secret, JWTClaimsSet claims) {
		try {
			JWSSigner signer = new MACSigner(secret);
			SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
