package io.stratum.autoconfigure.controlplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every route.
 */
class ProtocolIntegrationTests {

	private final Forest forest = new Forest(ControlPlane.started());

	private final ApiClient operator = this.forest.operator;

	@Test
	void errorIsProblemWithTheErrorMember() {
		Reply reply = this.operator.with("X-Request-ID", "abc.1").get("/tenants/" + UUID.randomUUID());
		assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(reply.string("/type")).isEqualTo("urn:stratum:problem:TENANT_NOT_FOUND");
		assertThat(reply.at("/status").intValue()).isEqualTo(404);
		assertThat(reply.string("/error/message")).isEqualTo(reply.string("/detail"));
		assertThat(reply.string("/request_id")).isEqualTo("abc.1");
		assertThat(reply.header("X-Request-ID")).isEqualTo("abc.1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/tenants/", "/tenant", "/tenants/1/2/3", "/webhooks", "/regions",
			"/maintenance/purge-expired" })
	void unknownPathIsNotFoundOnlyToCallers(String path) {
		Reply known = this.operator.get(path);
		assertThat(known.status()).isEqualTo(404);
		assertThat(known.code()).isEqualTo("NOT_FOUND");
		assertThat(this.forest.application.stranger().get(path).code()).isEqualTo("UNAUTHORIZED");
	}

	@Test
	void refusalsBeforeAnyHandlerAreProblemsToo() {
		for (Reply reply : List.of(this.forest.application.stranger().get("/tenants"),
				this.operator.withKey("nonsense").get("/tenants"), this.operator.get("/nothing"), this.operator.get(""),
				this.operator.with("Idempotency-Key", "x".repeat(256)).post("/tenants", "{}"))) {
			assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
			assertThat(reply.at("/status").intValue()).isEqualTo(reply.status());
			assertThat(reply.header("X-Request-ID")).isEqualTo(reply.string("/request_id"));
		}
	}

	@Test
	void wrongMethodNamesTheRightOnes() {
		Reply reply = this.operator.delete("/tenants");
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
		assertThat(reply.header("Allow")).contains("GET").contains("POST");
	}

	@Test
	void bodiesAreJsonOfAMegabyteAtMost() {
		assertThat(this.operator.post("/tenants", "{\"name\": ").status()).isEqualTo(400);
		assertThat(this.operator.with("Content-Type", "application/xml").post("/tenants", "<a/>").status())
			.isEqualTo(415);
		assertThat(this.operator.with("Content-Type", "text/plain")
			.send("DELETE", "/tenants/" + this.forest.sales, "x")
			.status()).isEqualTo(415);
		String large = "{\"name\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}";
		String sales = "/tenants/" + this.forest.sales;
		assertThat(this.operator.chunked("DELETE", sales, large).status()).isEqualTo(413);
		assertThat(this.operator.with("Content-Type", "text/plain").chunked("DELETE", sales, "x").status())
			.isEqualTo(415);
		assertThat(this.operator.chunked("POST", sales + "/suspend", "").status()).isEqualTo(200);
		assertThat(this.operator.chunked("POST", sales + "/resume", "{}").status()).isEqualTo(200);
		assertThat(this.operator.post("/tenants", large).status()).isEqualTo(413);
		assertThat(this.operator.chunked("POST", "/tenants", large).status()).isEqualTo(413);
		assertThat(this.operator.with("Idempotency-Key", "large").chunked("POST", "/tenants", large).status())
			.isEqualTo(413);
		assertThat(this.operator.with("Accept", "text/html").get("/tenants").status()).isEqualTo(406);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\": \"a\", \"name\": \"b\"}", "{\"name\": 1}", "{\"name\": {}}", "[]", "1", "null",
			"\"x\"", "{} {}", "{\"config\": []}", "{\"config\": \"x\"}", "{'name': 'a'}", "{\"slug\": true}",
			"{\"name\": \"\\u0000\"}", "{\"name\": \"\\ud800\"}", "\ufeff", "{\"metadata\": {\"a\": 1e9999}}" })
	void malformedBodyIsRefused(String body) {
		assertThat(this.operator.patch("/tenants/" + this.forest.sales, body).status()).isEqualTo(400);
	}

	@Test
	void unknownPropertiesAreIgnored() {
		assertThat(this.operator.patch("/tenants/" + this.forest.sales, "{\"colour\": \"red\"}").status())
			.isEqualTo(200);
	}

	@Test
	void twoReadersCannotBothWrite() {
		String path = "/tenants/" + this.forest.sales;
		String tag = this.operator.get(path).header("ETag");
		assertThat(this.operator.with("If-Match", tag).patch(path, "{\"name\": \"one\"}").status()).isEqualTo(200);
		Reply second = this.operator.with("If-Match", tag).patch(path, "{\"name\": \"two\"}");
		assertThat(second.status()).isEqualTo(412);
		assertThat(second.at("/error/details/version").intValue()).isEqualTo(2);
		assertThat(this.operator.get(path).string("/name")).isEqualTo("one");
		assertThat(this.operator.with("If-Match", "*").patch(path, "{\"name\": \"any\"}").status()).isEqualTo(200);
		assertThat(this.operator.with("If-Match", "W/\"1\"").patch(path, "{}").status()).isEqualTo(412);
	}

	@Test
	void unchangedResourceIsNotSentAgain() {
		String path = "/tenants/" + this.forest.sales;
		String tag = this.operator.get(path).header("ETag");
		Reply reply = this.operator.with("If-None-Match", tag).get(path);
		assertThat(reply.status()).isEqualTo(304);
		assertThat(reply.text()).isEmpty();
		assertThat(this.operator.send("HEAD", path, null).header("ETag")).isEqualTo(tag);
	}

	@Test
	void repeatedPostIsAnsweredAsBefore() {
		ApiClient client = this.operator.with("Idempotency-Key", UUID.randomUUID().toString());
		String body = "{\"name\": \"x\", \"slug\": \"" + Names.slug() + "\"}";
		Reply first = client.post("/tenants", body);
		Reply second = client.post("/tenants", body);
		assertThat(first.status()).isEqualTo(201);
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.text()).isEqualTo(first.text());
		assertThat(second.header("Location")).isEqualTo(first.header("Location"));
		assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
		assertThat(first.header("Idempotent-Replayed")).isEmpty();
		Reply other = client.post("/tenants", body + " ");
		assertThat(other.status()).isEqualTo(422);
		assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
	}

	@Test
	void replayShowsNoSecret() {
		ApiClient client = this.operator.with("Idempotency-Key", UUID.randomUUID().toString());
		String body = "{\"tenant_id\": \"" + this.forest.acme + "\"}";
		Reply first = client.post("/api-keys", body);
		Reply second = client.post("/api-keys", body);
		assertThat(second.id()).isEqualTo(first.id());
		assertThat(second.at("/plaintext_key").isNull()).isTrue();
		String key = "/tenants/" + this.forest.acme + "/config/smtp";
		this.operator.put(key, "{\"value\": \"canary\", \"sensitive\": true}");
		ApiClient revealing = this.operator.with("Idempotency-Key", UUID.randomUUID().toString());
		assertThat(revealing.post(key + "/reveal", "{\"reason\": \"x\"}").text()).contains("canary");
		assertThat(revealing.post(key + "/reveal", "{\"reason\": \"x\"}").text()).doesNotContain("canary");
	}

	@Test
	void idempotencyKeysBelongToTheirCredential() {
		String key = UUID.randomUUID().toString();
		ApiClient first = this.forest.as(this.forest.acme, "write").with("Idempotency-Key", key);
		ApiClient second = this.forest.as(this.forest.acme, "write").with("Idempotency-Key", key);
		assertThat(first.post("/tenants", "{}").status()).isEqualTo(400);
		assertThat(second.post("/tenants", "{\"a\": 1}").status()).isEqualTo(400);
		assertThat(this.operator.with("Idempotency-Key", "x".repeat(256)).post("/tenants", "{}").status())
			.isEqualTo(400);
	}

	@Test
	void parallelRepetitionsHaveOneEffect() throws Exception {
		ApiClient client = this.operator.with("Idempotency-Key", UUID.randomUUID().toString());
		String body = "{\"name\": \"x\", \"slug\": \"" + Names.slug() + "\"}";
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<Reply>> replies = new ArrayList<>();
			for (int count = 0; count < 16; count++) {
				replies.add(threads.submit(() -> client.post("/tenants", body)));
			}
			List<String> ids = new ArrayList<>();
			for (Future<Reply> reply : replies) {
				if (reply.get().status() == 201) {
					ids.add(reply.get().id());
				}
				else {
					assertThat(reply.get().code()).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
				}
			}
			assertThat(ids).isNotEmpty();
			assertThat(ids.stream().distinct()).hasSize(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void headersOfTheApplicationAreIgnored() {
		ApiClient acme = this.forest.as(this.forest.acme, "read").with("X-Tenant-ID", this.forest.globex);
		assertThat(acme.get("/tenants/" + this.forest.emea).status()).isEqualTo(200);
		assertThat(acme.with("X-Impersonate-Tenant", "nonsense!").get("/tenants").status()).isEqualTo(200);
	}

	@Test
	void badKeyDecidesAlone() {
		ApiClient client = this.forest.application.stranger().withKey("sk_live_" + "x".repeat(43));
		Reply reply = client.with("Authorization", "Bearer x").get("/tenants");
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.header("WWW-Authenticate")).isNotEmpty();
	}

	@Test
	void keyOfInactiveTenantIsNoCredential() {
		ApiClient sales = this.forest.as(this.forest.sales, "read");
		assertThat(sales.get("/tenants").status()).isEqualTo(200);
		this.operator.post("/tenants/" + this.forest.sales + "/suspend", null);
		assertThat(sales.get("/tenants").status()).isEqualTo(401);
		this.operator.post("/tenants/" + this.forest.sales + "/resume", null);
		assertThat(sales.get("/tenants").status()).isEqualTo(200);
	}

	@Test
	void limitOfAKeyIsItsOwn() {
		Reply key = this.operator.post("/api-keys", """
				{"tenant_id": "%s", "rate_limit_max": 5, "rate_limit_window": "1 hour"}""".formatted(this.forest.acme));
		ApiClient client = this.forest.application.stranger().withKey(key.string("/plaintext_key"));
		for (int count = 0; count < 5; count++) {
			Reply reply = client.get("/tenants");
			assertThat(reply.status()).isEqualTo(200);
			assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(4 - count));
		}
		Reply refused = client.get("/tenants");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.code()).isEqualTo("RATE_LIMITED");
		assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
		assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("5");
		assertThat(refused.header("X-RateLimit-Reset")).endsWith("Z");
		assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"credential\";q=5;w=3600");
		assertThat(refused.header("RateLimit")).startsWith("\"credential\";r=0;t=");
		assertThat(this.forest.as(this.forest.acme, "read").get("/tenants").status()).isEqualTo(200);
		assertThat(client.get("/health").status()).isEqualTo(200);
	}

	@Test
	void handlersOfTheApplicationKeepTheirJson() {
		ApiClient shop = new ApiClient(this.forest.application.url(), Map.of()).withKey(ControlPlane.OPERATOR_KEY);
		Reply order = shop.post("/shop",
				"{\"itemName\": \"a\", \"itemName\": \"b\", \"orderedAt\": \"2026-01-01T00:00:00Z\"}");
		assertThat(order.text()).isEqualTo("{\"itemName\":\"b\",\"orderedAt\":\"2026-01-01T00:00:00Z\"}");
	}

	@Test
	void corsIsOff() {
		Reply reply = this.operator.with("Origin", "https://evil.example").get("/tenants");
		assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
	}

	@Test
	void warmReadsExecuteNoSql() {
		ApiClient key = this.forest.as(this.forest.acme, "read");
		ApiClient token = this.forest.withToken(this.forest.acme, "read");
		this.operator.put("/tenants/" + this.forest.acme + "/config/k", "{\"value\": 1}");
		this.operator.post("/tenants/" + this.forest.acme + "/permissions", "{\"key\": \"p\"}");
		for (String path : new String[] { "", "/config", "/permissions", "/ancestors", "/root", "/config/inheritance",
				"/permissions/policies", "/abac-policies", "/isolation" }) {
			String address = "/tenants/" + this.forest.emea + path;
			for (ApiClient acme : List.of(key, token)) {
				assertThat(acme.get(address).status()).isEqualTo(200);
				int connections = this.forest.application.database().during(() -> acme.get(address));
				assertThat(connections).as(address).isZero();
			}
		}
	}

	@Test
	void contextCostsItsAuditEntryOnly() {
		String path = "/tenants/" + this.forest.emea + "/context";
		this.operator.get(path);
		assertThat(this.forest.application.database().during(() -> this.operator.get(path))).isEqualTo(1);
	}

}
