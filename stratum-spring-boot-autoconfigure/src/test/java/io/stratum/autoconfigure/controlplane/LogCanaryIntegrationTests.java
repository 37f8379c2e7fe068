package io.stratum.autoconfigure.controlplane;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Secrets that are sent and answered, and looked for in all that was logged.
 */
class LogCanaryIntegrationTests {

	private static final String CANARY = "canary-of-the-log";

	private static final List<String> TALKATIVE = List.of("io.stratum", "org.springframework.web",
			"org.springframework.security", "org.springframework.jdbc");

	private static final ControlPlane APPLICATION = ControlPlane
		.start(Map.of("stratum.control-plane.access-log", true));

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@AfterAll
	static void stop() {
		APPLICATION.close();
	}

	@BeforeEach
	void listen() {
		this.lines.start();
		logger(Logger.ROOT_LOGGER_NAME).addAppender(this.lines);
	}

	@AfterEach
	void listenNoMore() {
		logger(Logger.ROOT_LOGGER_NAME).detachAppender(this.lines);
		TALKATIVE.forEach((name) -> logger(name).setLevel(null));
		logger("io.stratum.access-log").setLevel(null);
	}

	@Test
	void secretsAreInNoLineHoweverMuchIsLogged() {
		TALKATIVE.forEach((name) -> logger(name).setLevel(Level.DEBUG));
		sendSecrets();
		assertThat(texts()).isNotEmpty()
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
		APPLICATION.stranger().with("X-Request-ID", "seen-2").get("/tenants");
		// A line is written after its answer was sent.
		await().until(() -> texts().anyMatch((line) -> line.contains("seen-2")));
		List<String> access = texts().filter((line) -> line.contains("/api/v1") || line.contains("seen-")).toList();
		assertThat(access).anyMatch((line) -> line.matches("GET /api/v1/tenants 200 \\d+ ms api_key:\\S+ seen-1"))
			.anyMatch((line) -> line.matches("GET \\S+ 404 \\d+ ms api_key:\\S+ seen-1"))
			.anyMatch((line) -> line.matches("GET - 401 \\d+ ms - seen-2"))
			.anyMatch((line) -> line.startsWith("PUT /api/v1/tenants/{id}/config/{key} 200 "))
			.noneMatch((line) -> line.contains(CANARY));
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

	private Stream<String> texts() {
		return List.copyOf(this.lines.list)
			.stream()
			.map((event) -> event.getFormattedMessage() + causes(event.getThrowableProxy()));
	}

	private static String causes(IThrowableProxy thrown) {
		return (thrown != null) ? " " + thrown.getMessage() + causes(thrown.getCause()) : "";
	}

	private static Logger logger(String name) {
		return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
	}

}
