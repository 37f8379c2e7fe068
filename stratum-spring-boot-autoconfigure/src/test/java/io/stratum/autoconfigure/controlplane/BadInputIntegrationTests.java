package io.stratum.autoconfigure.controlplane;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Input that breaks a rule, for every operation that reads a body.
 */
class BadInputIntegrationTests {

	private static final Forest FOREST = new Forest(ControlPlane.started());

	private static final JsonNode DOCUMENT = FOREST.operator.get("/openapi.json").json();

	private static final String LARGE = "{\"name\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}";

	/** A value of another type than the one that is asked for. */
	private static final Map<String, String> WRONG = Map.of("string", "{\"a\": 1}", "integer", "\"many\"", "boolean",
			"\"yes\"", "object", "\"text\"", "array", "\"text\"");

	private static final Map<String, String> MALFORMED = Map.of("uuid", "\"1-1-1-1-1\"", "date-time", "\"yesterday\"");

	static Stream<Route> routes() {
		return Route.ALL.stream().filter((route) -> !bodyOf(route).isMissingNode());
	}

	@ParameterizedTest
	@MethodSource("routes")
	void brokenBodyIsRefused(Route route) {
		for (String body : List.of("{\"a\": ", "{\"zz\": 1, \"zz\": 2}", "[]", "1", "\"x\"", "{} {}", "{'a': 1}",
				"{\"a\": 01}", "\u0000")) {
			assertRefused(send(FOREST.operator, route, body), 400, body);
		}
		assertRefused(send(FOREST.operator.with("Content-Type", "application/xml"), route, "<a/>"), 415, "XML");
		assertRefused(send(FOREST.operator, route, LARGE), 413, "too large");
	}

	@ParameterizedTest
	@MethodSource("routes")
	void memberOfAnotherTypeIsRefused(Route route) {
		bodyOf(route).get("properties").properties().forEach((member) -> {
			String wrong = wrong(member.getValue());
			if (wrong != null) {
				String body = "{\"" + member.getKey() + "\": " + wrong + "}";
				Reply reply = send(FOREST.operator, route, body);
				assertThat(reply.status()).as(body + " -> " + reply.text()).isIn(400, 404);
				assertThat(reply.status()).as(body).isEqualTo(route.addressesResource() ? reply.status() : 400);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("routes")
	void unknownMembersAreIgnored(Route route) {
		Reply without = send(FOREST.operator.with("If-Match", "\"999999\""), route, "{}");
		Reply with = send(FOREST.operator.with("If-Match", "\"999999\""), route, "{\"unknown_member\": {\"a\": []}}");
		assertThat(with.status()).as(with.text()).isEqualTo(without.status());
		assertThat(with.text()).doesNotContain("unknown_member");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v1/tenants%2f", "GET /api/v1/tenants%5cx", "GET /api/v1/te nants",
			"GET nonsense", "GET /api/v1/ten<ants", "GET /api/v1/%", "GET /api/v1/%zz", "GET /%2e%2e/%2e%2e",
			"G\u00e4T /api/v1/tenants" })
	void whatTheServerRefusesBeforeAnyFilterIsAProblemToo(String line) {
		Reply reply = RawRequest.send(URI.create(FOREST.application.url()),
				line + " HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: raw-1\r\nConnection: close\r\n\r\n");
		assertThat(reply.status()).as(reply.text()).isIn(400, 405);
		assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(reply.at("/status").intValue()).isEqualTo(reply.status());
		assertThat(reply.string("/error/message")).isNotBlank();
		assertThat(reply.header("X-Request-ID")).isEqualTo(reply.string("/request_id"));
		assertThat(reply.text()).doesNotContain("apache").doesNotContain("<");
	}

	@Test
	void requestIsNeverEchoed() {
		Reply reply = FOREST.operator.raw("TRACE", "/api/v1/tenants");
		assertThat(reply.status()).isBetween(400, 405);
		assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(reply.text()).doesNotContain(ControlPlane.OPERATOR_KEY);
	}

	@Test
	void pagesOfTheApplicationKeepTheErrorPageOfTheServer() {
		Reply reply = RawRequest.send(URI.create(FOREST.application.url()),
				"GET /shop%2f HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.header("Content-Type")).startsWith("text/html");
	}

	private static void assertRefused(Reply reply, int status, String what) {
		assertThat(reply.status()).as(what + " -> " + reply.text()).isEqualTo(status);
		assertThat(reply.code()).as(what).isEqualTo("VALIDATION_ERROR");
		assertThat(reply.at("/error/issues").isEmpty()).as(what).isFalse();
		assertThat(reply.text()).doesNotContain("Exception")
			.doesNotContain("tools.jackson")
			.doesNotContain("io.stratum");
	}

	private static Reply send(ApiClient client, Route route, String body) {
		return client.send(route.method(), route.pathOf(FOREST.sales), body);
	}

	private static String wrong(JsonNode schema) {
		String format = schema.path("format").asString("");
		if (MALFORMED.containsKey(format)) {
			return MALFORMED.get(format);
		}
		JsonNode type = schema.path("type");
		String name = type.isArray() ? Set.copyOf(type.valueStream().map(JsonNode::stringValue).toList())
			.stream()
			.filter((each) -> !each.equals("null"))
			.findFirst()
			.orElseThrow() : type.asString("");
		return WRONG.get(name);
	}

	private static JsonNode bodyOf(Route route) {
		JsonNode reference = DOCUMENT.at("/paths/" + route.path().replace("/", "~1") + "/"
				+ route.method().toLowerCase(Locale.ROOT) + "/requestBody/content/application~1json/schema/$ref");
		return reference.isMissingNode() ? reference : DOCUMENT.at(reference.stringValue().substring(1));
	}

}
