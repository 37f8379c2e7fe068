package io.stratum.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OrderDeskIntegrationTests {

	private static final String ORDER = """
			{"customer_ref": "%s", "tags": ["rush"], "lines": [{"sku": "BOLT-8", "quantity": 10, "unit_price": "12.99"}]}
			""";

	@TempDir
	static Path data;

	private static OrderDeskFixture desk;

	private static OrderDeskClient client;

	@BeforeAll
	static void start() {
		desk = OrderDeskFixture.start(data.toString());
		client = new OrderDeskClient(desk);
	}

	@AfterAll
	static void stop() {
		desk.close();
	}

	@Test
	void eachTenantSeesItsOwnOrdersNewestFirst() {
		assertThat(references(client.as("initech write").get("/orders"))).containsExactly("IN-2", "IN-1");
		assertThat(references(client.as("southgate admin").get("/orders"))).containsExactly("SG-1");
	}

	@Test
	void pagesLeadThroughAllOrders() {
		JsonNode first = client.as("initech write").get("/orders?limit=1").body();
		assertThat(first.get("has_more").asBoolean()).isTrue();
		JsonNode second = client.as("initech write")
			.get("/orders?limit=1&cursor=" + first.get("next_cursor").asString())
			.body();
		assertThat(second.get("data").get(0).get("customer_ref").asString()).isEqualTo("IN-1");
		assertThat(second.get("has_more").asBoolean()).isFalse();
		assertThat(second.get("next_cursor").isNull()).isTrue();
	}

	@Test
	void foreignOrderIsAnsweredLikeAnUnknownOne() {
		String foreign = client.as("initech write").get("/orders").body().get("data").get(0).get("id").asString();
		OrderDeskClient.Answer answer = client.as("globex write").get("/orders/" + foreign);
		OrderDeskClient.Answer unknown = client.as("globex write").get("/orders/018f3a3e-0000-7000-8000-000000000000");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("ORDER_NOT_FOUND");
		assertThat(answer.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
	}

	@Test
	void placedOrderIsFoundAtItsLocation() {
		OrderDeskClient.Answer placed = client.as("globex write").post("/orders", ORDER.formatted("GX-9"));
		assertThat(placed.status()).isEqualTo(201);
		assertThat(placed.body().get("total").asString()).isEqualTo("129.90");
		assertThat(placed.body().get("placed_by").asString()).isEqualTo("globex write");
		assertThat(placed.body().get("tags").get(0).asString()).isEqualTo("rush");
		OrderDeskClient.Answer found = client.as("globex write").get(placed.location());
		assertThat(found.body()).isEqualTo(placed.body());
	}

	@Test
	void tenantInTheBodyIsIgnored() {
		String stranger = client.as("southgate admin").get("/orders").body().at("/data/0/tenant/id").asString();
		JsonNode placed = client.as("globex write")
			.post("/orders", ORDER.formatted("GX-10").replaceFirst("\\{", "{\"tenant_id\": \"" + stranger + "\", "))
			.body();
		assertThat(placed.at("/tenant/slug").asString()).isEqualTo("globex");
		assertThat(references(client.as("southgate admin").get("/orders"))).containsExactly("SG-1");
	}

	@Test
	void readerMayNotWrite() {
		OrderDeskClient.Answer answer = client.as("acme read").post("/orders", "{");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.body().at("/error/details/required_scope").asString()).isEqualTo("write");
	}

	@Test
	void callerIsToldWhoItIsAndWhatApplies() {
		JsonNode me = client.as("acme write").get("/me").body();
		assertThat(me.at("/tenant/path").valueStream().map(JsonNode::asString)).containsExactly("orderdesk",
				"northstar", "acme");
		assertThat(me.at("/caller/resolved_from").asString()).isEqualTo("api-key");
		assertThat(me.at("/caller/home").asString()).isEqualTo("acme");
		assertThat(me.at("/config/currency/source").asString()).isEqualTo("orderdesk");
		assertThat(me.at("/config/currency/locked").asBoolean()).isTrue();
		assertThat(me.at("/config/order_limit/value").asInt()).isEqualTo(600);
		JsonNode token = me.get("config").get("erp.token");
		assertThat(token.get("value").isNull()).isTrue();
		assertThat(token.get("masked").asBoolean()).isTrue();
		assertThat(me.get("permissions").get("orders.approve").get("source").asString()).isEqualTo("orderdesk");
	}

	@Test
	void orderAboveTheLimitOfTheTenantIsRefused() {
		String order = ORDER.formatted("BIG-1").replace("12.99", "70.00");
		OrderDeskClient.Answer answer = client.as("acme write").post("/orders", order);
		assertThat(answer.status()).isEqualTo(422);
		assertThat(answer.code()).isEqualTo("ORDER_LIMIT_EXCEEDED");
		assertThat(answer.body().at("/error/details/limit").asInt()).isEqualTo(600);
		assertThat(client.as("globex write").post("/orders", order).status()).isEqualTo(201);
	}

	@Test
	void policiesDecideWhatIsApproved() {
		assertThat(approve("acme write", "AC-2")).isEqualTo(403);
		assertThat(approve("acme write", "AC-3")).isEqualTo(200);
		assertThat(approve("acme write", "AC-3")).isEqualTo(409);
		assertThat(approve("globex write", "GX-2")).isEqualTo(403);
	}

	@Test
	void exportCountsForItsTenantOnAnotherThread() {
		OrderDeskClient.Answer started = client.as("southgate admin").post("/exports", "");
		assertThat(started.status()).isEqualTo(202);
		JsonNode export = await().atMost(Duration.ofMinutes(5))
			.until(() -> client.as("southgate admin").get(started.location()).body(),
					(answer) -> answer.get("status").asString().equals("done"));
		assertThat(export.get("orders").asInt()).isEqualTo(1);
		assertThat(export.get("total").asString()).isEqualTo("999.00");
		assertThat(export.get("thread").asString()).startsWith("task-");
		assertThat(client.as("globex write").get(started.location()).status()).isEqualTo(404);
	}

	private static int approve(String key, String reference) {
		String id = client.as(key)
			.get("/orders?limit=100")
			.body()
			.get("data")
			.valueStream()
			.filter((order) -> order.get("customer_ref").asString().equals(reference))
			.map((order) -> order.get("id").asString())
			.findFirst()
			.orElseThrow();
		return client.as(key).post("/orders/" + id + "/approve", "").status();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					GET  | /orders?limit=0      |                                              | 400 | VALIDATION_ERROR
					GET  | /orders?limit=101    |                                              | 400 | VALIDATION_ERROR
					GET  | /orders?limit=many   |                                              | 400 | VALIDATION_ERROR
					GET  | /orders?cursor=nope  |                                              | 400 | VALIDATION_ERROR
					GET  | /orders/not-a-uuid   |                                              | 400 | VALIDATION_ERROR
					GET  | /nowhere             |                                              | 404 | NOT_FOUND
					PUT  | /orders              | {}                                           | 405 | METHOD_NOT_ALLOWED
					POST | /orders              | {"customer_ref                               | 400 | VALIDATION_ERROR
					POST | /orders              | {"customer_ref": "A", "lines": []}           | 400 | VALIDATION_ERROR
					POST | /orders              | {"customer_ref": "A", "lines": [{"sku": "BOLT-8", "quantity": 0, "unit_price": "1.00"}]}   | 400 | VALIDATION_ERROR
					POST | /orders              | {"customer_ref": "A", "lines": [{"sku": "BOLT-8", "quantity": 1, "unit_price": "1.005"}]}  | 400 | VALIDATION_ERROR
					POST | /orders              | {"customer_ref": "A", "lines": [{"sku": "GEAR", "quantity": 1, "unit_price": "1.00"}]}     | 400 | VALIDATION_ERROR
					POST | /orders              | {"customer_ref": "A", "lines": [{"sku": "BOLT-8", "quantity": "x", "unit_price": "1.00"}]} | 400 | VALIDATION_ERROR
					""")
	void badInputIsAnsweredWithItsCode(String method, String path, String body, int status, String code) {
		int before = references(client.as("southgate admin").get("/orders")).size();
		OrderDeskClient.Answer answer = client.as("southgate admin").send(method, path, (body != null) ? body : "");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.code()).isEqualTo(code);
		assertThat(answer.text()).doesNotContain("Exception", "java.", "select ", "stacktrace");
		assertThat(references(client.as("southgate admin").get("/orders"))).hasSize(before);
	}

	@Test
	void callersWithoutTenantAreTold() {
		assertThat(client.as("operator").get("/orders").code()).isEqualTo("MISSING_TENANT");
		assertThat(client.as("operator").get("/reports/top-products").code()).isEqualTo("MISSING_TENANT");
	}

	@ParameterizedTest
	@CsvSource({ "acme;drop, 400, VALIDATION_ERROR", "ACME, 400, VALIDATION_ERROR",
			"018f3a3e-0000-7000-8000-000000000000, 403, FORBIDDEN", "southgate, 403, FORBIDDEN" })
	void tenantOutOfReachIsRefused(String name, int status, String code) {
		OrderDeskClient.Answer answer = client.as("northstar admin").naming(name).get("/orders");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.code()).isEqualTo(code);
	}

	@Test
	void healthIsUpWithoutCredential() {
		assertThat(client.get("/actuator/health").body().get("status").asString()).isEqualTo("UP");
	}

	@Test
	void ordersSurviveRestartAndKeysArePrintedOnce(@TempDir Path kept) {
		try (OrderDeskFixture first = OrderDeskFixture.start(kept.toString())) {
			assertThat(first.output()).contains("API keys, shown this once");
		}
		try (OrderDeskFixture second = OrderDeskFixture.start(kept.toString())) {
			assertThat(second.output()).contains("API keys exist already").doesNotContain("sk_test_");
		}
	}

	private static List<String> references(OrderDeskClient.Answer answer) {
		return answer.body().get("data").valueStream().map((order) -> order.get("customer_ref").asString()).toList();
	}

}
