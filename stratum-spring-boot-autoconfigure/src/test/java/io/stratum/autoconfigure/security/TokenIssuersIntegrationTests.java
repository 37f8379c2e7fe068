package io.stratum.autoconfigure.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import org.springframework.web.context.ConfigurableWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * Tokens of issuers that publish their keys.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenIssuersIntegrationTests {

	private final Issuer trusted = new Issuer();

	private final Issuer alsoTrusted = new Issuer();

	private final Issuer stranger = new Issuer();

	private final Issuer silent = new Issuer();

	private final Issuer ofEmea = new Issuer();

	private ConfigurableWebApplicationContext application;

	private MockMvcTester mvc;

	@BeforeAll
	void start() {
		this.application = (ConfigurableWebApplicationContext) new SpringApplicationBuilder(ShopApplication.class)
			.properties(new ShopDatabase().properties())
			.properties("server.port=0",
					"stratum.security.jwt.issuers=" + this.trusted.url() + "," + this.alsoTrusted.url() + ","
							+ this.silent.url() + ",acme_emea=" + this.ofEmea.url())
			.run();
		DefaultMockMvcBuilder builder = MockMvcBuilders.webAppContextSetup(this.application).apply(springSecurity());
		this.mvc = MockMvcTester.create(builder.build());
		new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.trusted.close();
		this.alsoTrusted.close();
		this.stranger.close();
		this.ofEmea.close();
	}

	@Test
	void eachTrustedIssuerIsVerifiedByItsOwnKeys() {
		assertThat(who(this.trusted.token(this.trusted.url()))).hasStatusOk().bodyText().isEqualTo("acme jwt [read]");
		assertThat(who(this.alsoTrusted.token(this.alsoTrusted.url()))).hasStatusOk();
	}

	@Test
	void issuerOfATenantSpeaksForThatTenantAndThoseBelowOnly() {
		assertThat(who(this.ofEmea.token(this.ofEmea.url(), "acme_emea"))).hasStatusOk();
		assertThat(who(this.ofEmea.token(this.ofEmea.url(), "acme_emea_sales"))).hasStatusOk();
		assertThat(who(this.ofEmea.token(this.ofEmea.url(), "acme"))).hasStatus(401);
		assertThat(who(this.ofEmea.token(this.ofEmea.url(), "globex"))).hasStatus(401);
		assertThat(who(this.trusted.token(this.trusted.url(), "globex"))).hasStatusOk();
	}

	@Test
	void keysAreFetchedOnce() {
		who(this.trusted.token(this.trusted.url()));
		int before = this.trusted.asked.get();
		who(this.trusted.token(this.trusted.url()));
		assertThat(this.trusted.asked).hasValue(before);
	}

	@Test
	void strangerIsRefusedUnasked() {
		assertThat(who(this.stranger.token(this.stranger.url()))).hasStatus(401);
		assertThat(this.stranger.asked).hasValue(0);
	}

	@Test
	void nameOfATrustedIssuerUnderTheKeyOfAnotherIsRefused() {
		assertThat(who(this.stranger.token(this.trusted.url()))).hasStatus(401);
		assertThat(who(this.alsoTrusted.token(this.trusted.url()))).hasStatus(401);
	}

	@Test
	void publicKeyIsNoSharedSecret() throws Exception {
		byte[] published = this.trusted.key.toRSAPublicKey().getEncoded();
		assertThat(who(this.trusted.sign(JWSAlgorithm.HS256, new MACSigner(published), this.trusted.url())))
			.hasStatus(401);
	}

	@Test
	void issuerThatDoesNotAnswerIsAFaultOfOurs() {
		String token = this.silent.token(this.silent.url());
		this.silent.close();
		assertThat(who(token)).hasStatus(503).bodyText().contains("SERVICE_UNAVAILABLE");
	}

	private MvcTestResult who(String token) {
		return this.mvc.get().uri("/who").header("Authorization", "Bearer " + token).exchange();
	}

	private static final class Issuer {

		private final AtomicInteger asked = new AtomicInteger();

		private final HttpServer server;

		private final RSAKey key;

		private Issuer() {
			try {
				this.key = new RSAKeyGenerator(2048).keyID("k-1").generate();
				this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			}
			catch (JOSEException | IOException ex) {
				throw new IllegalStateException(ex);
			}
			this.server.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange,
					"{\"issuer\":\"" + url() + "\",\"jwks_uri\":\"" + url() + "/keys\"}"));
			this.server.createContext("/keys", (exchange) -> answer(exchange, new JWKSet(this.key).toString()));
			this.server.start();
		}

		private String url() {
			return "http://localhost:" + this.server.getAddress().getPort();
		}

		private void answer(HttpExchange exchange, String body) throws IOException {
			this.asked.incrementAndGet();
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, bytes.length);
			exchange.getResponseBody().write(bytes);
			exchange.close();
		}

		private String token(String issuer) {
			return token(issuer, "acme");
		}

		private String token(String issuer, String tenant) {
			try {
				return sign(JWSAlgorithm.RS256, new RSASSASigner(this.key), issuer, tenant);
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private String sign(JWSAlgorithm algorithm, JWSSigner signer, String issuer) throws JOSEException {
			return sign(algorithm, signer, issuer, "acme");
		}

		private String sign(JWSAlgorithm algorithm, JWSSigner signer, String issuer, String tenant)
				throws JOSEException {
			SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k-1").build(),
					new JWTClaimsSet.Builder().subject("user-7")
						.issuer(issuer)
						.expirationTime(Date.from(Instant.now().plusSeconds(300)))
						.claim("tenant_id", tenant)
						.build());
			token.sign(signer);
			return token.serialize();
		}

		private void close() {
			this.server.stop(0);
		}

	}

}
