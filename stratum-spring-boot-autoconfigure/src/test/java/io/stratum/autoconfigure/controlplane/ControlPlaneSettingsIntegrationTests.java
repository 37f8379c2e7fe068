package io.stratum.autoconfigure.controlplane;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that chose other settings than the usual ones.
 */
class ControlPlaneSettingsIntegrationTests {

	private static final String ORIGIN = "https://console.example";

	private static final ControlPlane APPLICATION = ControlPlane.start(Map.of("stratum.control-plane.base-path",
			"/engine", "stratum.control-plane.docs", "public", "stratum.control-plane.require-if-match", true,
			"stratum.control-plane.cors.allowed-origins", ORIGIN, "stratum.rate-limit.failed-authentications", 3,
			"stratum.rate-limit.limit", 50, "stratum.rate-limit.tenant-limit", 6, "stratum.rate-limit.window", "1d"));

	private final ApiClient stranger = new ApiClient(APPLICATION.url() + "/engine", Map.of());

	private final ApiClient operator = this.stranger.withKey(ControlPlane.OPERATOR_KEY);

	@AfterAll
	static void stop() {
		APPLICATION.close();
	}

	@Test
	void basePathIsMoved() {
		assertThat(this.operator.get("/tenants").status()).isEqualTo(200);
		assertThat(APPLICATION.operator().get("/tenants").status()).isEqualTo(404);
	}

	@Test
	void documentIsPublic() {
		Reply reply = this.stranger.get("/openapi.json");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.string("/servers/0/url")).isEqualTo("/engine");
	}

	@Test
	void changeMustSayWhichVersionItSaw() {
		String id = this.operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"" + Names.slug() + "\"}").id();
		Reply refused = this.operator.patch("/tenants/" + id, "{\"name\": \"b\"}");
		assertThat(refused.status()).isEqualTo(428);
		assertThat(refused.code()).isEqualTo("PRECONDITION_REQUIRED");
		assertThat(this.operator.with("If-Match", "\"1\"").patch("/tenants/" + id, "{\"name\": \"b\"}").status())
			.isEqualTo(200);
	}

	@Test
	void knownOriginMayCallAndNoOther() {
		Reply preflight = this.stranger.with("Origin", ORIGIN)
			.with("Access-Control-Request-Method", "PATCH")
			.with("Access-Control-Request-Headers", "X-API-Key, If-Match")
			.send("OPTIONS", "/tenants/1", null);
		assertThat(preflight.status()).isEqualTo(200);
		assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
		Reply call = this.operator.with("Origin", ORIGIN).get("/tenants");
		assertThat(call.header("Access-Control-Expose-Headers")).contains("ETag").contains("Link");
		assertThat(call.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		Reply refused = this.operator.with("Origin", "https://evil.example").get("/tenants");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.code()).isEqualTo("FORBIDDEN");
		assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void addressThatGuessesIsToldToWait() {
		ApiClient guesser = this.stranger.withKey("sk_live_" + "G".repeat(43));
		for (int count = 0; count < 3; count++) {
			assertThat(guesser.get("/tenants").status()).isEqualTo(401);
		}
		// A slow machine gives it another try or two, one in twenty seconds.
		Reply refused = Stream.generate(() -> guesser.get("/tenants"))
			.limit(1000)
			.filter((reply) -> reply.status() != 401)
			.findFirst()
			.orElseThrow();
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.code()).isEqualTo("RATE_LIMITED");
		assertThat(refused.header("Retry-After")).isNotEmpty();
		assertThat(this.operator.get("/tenants").status()).isEqualTo(200);
		assertThat(this.stranger.get("/tenants").status()).isEqualTo(401);
	}

	@Test
	void usualLimitHoldsWhereAKeyStatesNone() {
		assertThat(this.operator.get("/tenants").header("RateLimit-Policy")).isEqualTo("\"credential\";q=50;w=86400");
	}

	@Test
	void keysOfATenantShareItsLimit() {
		String tenant = this.operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"" + Names.slug() + "\"}").id();
		ApiClient first = keyOf(tenant);
		ApiClient second = keyOf(tenant);
		for (int count = 0; count < 6; count++) {
			Reply reply = ((count % 2 == 0) ? first : second).get("/tenants");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.header("RateLimit-Policy"))
				.isEqualTo("\"credential\";q=50;w=86400, \"tenant\";q=6;w=86400");
			assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(5 - count));
		}
		Reply refused = second.get("/tenants");
		assertThat(refused.code()).isEqualTo("RATE_LIMITED");
		assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("6");
		assertThat(refused.header("RateLimit")).contains("\"tenant\";r=0;t=");
		assertThat(this.operator.get("/tenants").status()).isEqualTo(200);
	}

	private ApiClient keyOf(String tenant) {
		return this.stranger
			.withKey(this.operator.post("/api-keys", "{\"tenant_id\": \"" + tenant + "\"}").string("/plaintext_key"));
	}

}
