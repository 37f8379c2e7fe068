package io.stratum.autoconfigure.controlplane;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.stratum.autoconfigure.shop.LogLines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static io.stratum.autoconfigure.shop.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets that are sent and answered, and looked for in all that was logged.
 */
class LogCanaryIntegrationTests {

	private static final String CANARY = "canary-of-the-log";

	private static final List<String> TALKATIVE = List.of("io.stratum", "org.springframework.web",
			"org.springframework.security", "org.springframework.jdbc");

	private static final ControlPlane APPLICATION = ControlPlane
		.start(Map.of("stratum.control-plane.access-log", true));

	private final LogLines lines = LogLines.of(Logger.ROOT_LOGGER_NAME);

	@AfterAll
	static void stop() {
		APPLICATION.close();
	}

	@AfterEach
	void listenNoMore() {
		this.lines.close();
		TALKATIVE.forEach((name) -> logger(name).setLevel(null));
		logger("io.stratum.access-log").setLevel(null);
	}

	@Test
	void secretsAreInNoLineHoweverMuchIsLogged() {
		TALKATIVE.forEach((name) -> logger(name).setLevel(Level.DEBUG));
		logger("io.stratum.access-log").setLevel(Level.INFO);
		sendSecrets();
		awaitLastLine();
		assertThat(this.lines.texts()).anyMatch((line) -> line.startsWith("PUT /api/v1/tenants/{id}/config/{key} 200 "))
			.noneMatch((line) -> line.contains(CANARY) || line.contains(ControlPlane.OPERATOR_KEY)
					|| line.matches("(?s).*sk_(live|test)_[A-Za-z0-9_-]{43}.*"));
	}

	@Test
	void accessLogTellsRouteAndOutcomeAndNoMore() {
		logger("io.stratum.access-log").setLevel(Level.INFO);
		sendSecrets();
		ApiClient named = APPLICATION.operator().with("X-Request-ID", "seen-1");
		named.get("/tenants?q=" + CANARY);
		named.get("/nothing/" + CANARY);
		named.post("/tenants", "{\"name\": \"a\", \"config\": \"" + CANARY + "\"}");
		awaitLastLine();
		List<String> access = this.lines.texts()
			.stream()
			.filter((line) -> line.contains("/api/v1") || line.contains("seen-"))
			.toList();
		assertThat(access).anyMatch((line) -> line.matches("GET /api/v1/tenants 200 \\d+ ms api_key:\\S+ seen-1"))
			.anyMatch((line) -> line.matches("GET \\S+ 404 \\d+ ms api_key:\\S+ seen-1"))
			.anyMatch((line) -> line.matches("GET - 401 \\d+ ms - seen-2"))
			.anyMatch((line) -> line.startsWith("PUT /api/v1/tenants/{id}/config/{key} 200 "))
			.noneMatch((line) -> line.contains(CANARY));
	}

	/**
	 * Waits until all is logged: the line of a request is written after its answer was
	 * sent.
	 */
	private void awaitLastLine() {
		APPLICATION.stranger().with("X-Request-ID", "seen-2").get("/tenants");
		await(() -> this.lines.texts().stream().anyMatch((line) -> line.contains("seen-2")));
	}

	private static void sendSecrets() {
		ApiClient operator = APPLICATION.operator();
		String tenant = operator.post("/tenants", "{\"name\": \"a\", \"slug\": \"" + Names.slug() + "\"}").id();
		String config = "/tenants/" + tenant + "/config/";
		operator.put(config + "smtp", "{\"value\": \"" + CANARY + "\", \"sensitive\": true}");
		operator.put(config + "batch",
				"{\"entries\": [{\"key\": \"b\", \"value\": \"" + CANARY + "\", \"sensitive\": true}]}");
		operator.post(config + "smtp/reveal", "{\"reason\": \"a test\"}");
		Reply key = operator.post("/api-keys", "{\"tenant_id\": \"" + tenant + "\"}");
		operator.post("/api-keys/" + key.id() + "/rotate", "{}");
		operator.withKey("sk_live_" + CANARY + "x".repeat(26)).get("/tenants");
		APPLICATION.stranger().with("Authorization", "Bearer " + CANARY).get("/tenants");
		operator.post("/maintenance/rotate-encryption-key", "{\"old_key\": \"" + CANARY + "\"}");
		operator.put(config + "smtp", "{\"value\": \"" + CANARY);
		operator.with("Idempotency-Key", CANARY).post("/tenants", "{\"name\": 1}");
	}

	private static Logger logger(String name) {
		return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
	}

}
