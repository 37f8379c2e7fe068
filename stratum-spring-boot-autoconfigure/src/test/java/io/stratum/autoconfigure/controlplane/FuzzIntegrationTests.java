package io.stratum.autoconfigure.controlplane;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nonsense, the same on every run, for every operation that takes input.
 */
class FuzzIntegrationTests {

	private static final List<String> MEMBERS = List.of("name", "slug", "parent_id", "config", "metadata", "value",
			"locked", "sensitive", "key", "mode", "revocation_mode", "effect", "conditions", "priority",
			"resource_type", "action", "subject", "resource", "environment", "tenant_id", "scopes", "expires_at",
			"role_id", "rate_limit_max", "rate_limit_window", "description", "new_parent_id", "position", "tenants",
			"entries", "atomic", "reason", "level", "overlap_seconds", "parent_ref", "isolation_strategy", "region_id");

	private static final List<String> VALUES = List.of("null", "true", "0", "-1", "1.5", "1e400", "1e-400", "\"\"",
			"\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"read\"", "\"allow\"", "\"LOCKED\"", "[]", "[null]", "[[]]", "{}",
			"{\"type\": \"a\"}", "{\"a\": {\"b\": [1, \"\\u0000\"]}}", "9223372036854775808",
			"\"2099-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"", "\"00000000-0000-0000-0000-000000000000\"",
			"[\"read\", \"read\"]", "[{}, {}]", "[{\"key\": \"a\", \"value\": 1}]", "\"" + "x".repeat(300) + "\"");

	private static final List<String> QUERIES = List.of("limit=-1", "limit=99999999999", "cursor=%00", "cursor=",
			"q=%00", "q=%25", "slug=%00", "slug=%F0%9F%98%80", "key=%00", "key=", "days=-1", "include_archived=2",
			"tenant_a=x&tenant_b=y", "children=,", "children=x,y", "from=%00", "to=9999-99-99", "action=%00",
			"resource_id=%00", "status=", "parent_id=00000000-0000-0000-0000-000000000000",
			"cursor=9223372036854775808", "tenant_id=%ff", "limit=1&limit=2");

	private static final List<String> KEYS = List.of("%00", "%20", "%F0%9F%98%80", "%EF%BF%BF", "a%7F", "k".repeat(300),
			"%C3%A4", "drift", "batch", "+", "%0A");

	private final Forest forest = new Forest(ControlPlane.started());

	static Stream<Route> routes() {
		return Route.ALL.stream();
	}

	@ParameterizedTest
	@MethodSource("routes")
	void nonsenseIsNeverAnErrorOfTheServer(Route route) {
		Random random = new Random(route.operation().hashCode());
		for (int round = 0; round < 25; round++) {
			String path = route.pathOf(this.forest.sales);
			String body = route.hasBody() ? body(random) : null;
			assertAnswered(this.forest.operator.send(route.method(), path + "?" + pick(random, QUERIES), body),
					path + " " + body);
		}
		if (route.path().contains("{key}")) {
			KEYS.forEach(
					(key) -> assertAnswered(
							this.forest.operator.raw(route.method(),
									"/api/v1" + route.path().replace("{key}", key).replace("{id}", this.forest.sales)),
							key));
		}
	}

	private static void assertAnswered(Reply reply, String what) {
		assertThat(reply.status()).as(what + " -> " + reply.text()).isBetween(200, 499);
		assertThat(reply.text()).doesNotContain("Exception").doesNotContain("stratum.tenant").doesNotContain("select ");
	}

	private static String body(Random random) {
		StringBuilder body = new StringBuilder("{");
		int members = random.nextInt(6);
		for (int count = 0; count < members; count++) {
			body.append((count > 0) ? "," : "")
				.append('"')
				.append(pick(random, MEMBERS))
				.append("\":")
				.append(pick(random, VALUES));
		}
		String whole = body.append('}').toString();
		return (random.nextInt(8) == 0) ? whole.substring(0, random.nextInt(whole.length())) : whole;
	}

	private static String pick(Random random, List<String> from) {
		return from.get(random.nextInt(from.size()));
	}

}
