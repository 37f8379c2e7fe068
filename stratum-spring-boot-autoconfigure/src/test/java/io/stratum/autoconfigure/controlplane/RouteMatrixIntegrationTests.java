package io.stratum.autoconfigure.controlplane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route with every kind of credential, on every kind of tenant, by every spelling
 * of its path.
 */
class RouteMatrixIntegrationTests {

	private static final Forest FOREST = new Forest(ControlPlane.started());

	private static final String HOME = FOREST.emea;

	/** Out of reach of a caller at home in {@link #HOME}. */
	private static final Map<String, String> BEYOND = Map.of("parent", FOREST.acme, "sibling", FOREST.apac, "stranger",
			FOREST.globex, "stranger's child", FOREST.globexChild, "archived stranger", FOREST.globexArchived, "nobody",
			UUID.randomUUID().toString());

	private static final String ARCHIVED_CHILD = archivedChild();

	private static final Map<String, ApiClient> BY_SCOPE = clients((scope) -> FOREST.as(HOME, scope));

	private static final Map<String, ApiClient> BY_SCOPE_OF_TOKEN = clients((scope) -> FOREST.withToken(HOME, scope));

	private static final Belongings STRANGERS = Belongings.of(FOREST, FOREST.globex);

	static Stream<Naming> namings() {
		return Naming.ALL.stream();
	}

	static Stream<Route> routes() {
		return Route.ALL.stream();
	}

	@Test
	void everyHandlerHasItsRowAndEveryRowItsHandler() {
		Set<String> handlers = new TreeSet<>();
		Map<RequestMappingInfo, HandlerMethod> mapped = FOREST.application
			.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
			.getHandlerMethods();
		mapped.forEach((info, handler) -> {
			if (handler.getBeanType().getPackageName().equals("io.stratum.controlplane")) {
				info.getMethodsCondition()
					.getMethods()
					.forEach((method) -> info.getPatternValues()
						.forEach((path) -> handlers
							.add(handler.getMethod().getName() + " " + method + " " + path.substring(7))));
			}
		});
		assertThat(handlers).containsExactlyInAnyOrderElementsOf(Route.ALL.stream()
			.map((route) -> route.operation() + " " + route.method() + " " + route.path())
			.toList());
	}

	@ParameterizedTest
	@MethodSource("routes")
	void credentialIsNeeded(Route route) {
		assertThat(call(FOREST.application.stranger(), route, HOME).status()).isEqualTo(route.isOpen() ? 200 : 401);
		if (route.isOpen()) {
			return;
		}
		for (ApiClient client : List.of(FOREST.application.stranger().withKey("sk_live_" + "A".repeat(43)),
				FOREST.application.stranger().withKey("nonsense"), FOREST.withToken(HOME, "admin").withKey("nonsense"),
				FOREST.withToken(FOREST.globexArchived, "admin"),
				FOREST.application.stranger().with("Authorization", "Bearer nonsense"))) {
			Reply reply = call(client, route, HOME);
			assertThat(reply.status()).isEqualTo(401);
			assertThat(reply.code()).isEqualTo("UNAUTHORIZED");
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void scopeOfAKeyIsNeeded(Route route) {
		assertScopes(route, BY_SCOPE);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void scopeOfATokenIsNeeded(Route route) {
		assertScopes(route, BY_SCOPE_OF_TOKEN);
	}

	private static void assertScopes(Route route, Map<String, ApiClient> clients) {
		clients.forEach((scope, client) -> {
			Reply reply = call(client, route, HOME);
			if (!route.isSatisfiedBy(scope)) {
				assertThat(reply.status()).as(scope).isEqualTo(403);
				assertThat(reply.string("/error/details/required_scope")).isEqualTo(route.scope());
				assertThat(client.send(route.method(), route.pathOf(HOME) + "?scope=admin", null).status())
					.isEqualTo(403);
			}
			else if (route.isForOperators()) {
				assertThat(reply.code()).as(scope).isEqualTo("FORBIDDEN");
			}
			else if (!scope.equals("reveal")) {
				assertPasses(reply, scope);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("routes")
	void operatorPasses(Route route) {
		assertPasses(call(FOREST.operator, route, HOME), "operator");
	}

	@ParameterizedTest
	@MethodSource("routes")
	void tenantBeyondReachIsForbiddenWithOneBody(Route route) {
		if (route.namesTenantInPath()) {
			assertStaysHome(route, FOREST.as(HOME, "admin", "reveal"));
			assertStaysHome(route, FOREST.withToken(HOME, "admin", "reveal"));
			assertThat(call(FOREST.operator, route, BEYOND.get("nobody")).code()).isEqualTo("TENANT_NOT_FOUND");
		}
	}

	private static void assertStaysHome(Route route, ApiClient client) {
		Set<String> bodies = new TreeSet<>();
		BEYOND.forEach((kind, tenant) -> {
			Reply reply = call(client, route, tenant);
			assertThat(reply.status()).as(kind).isEqualTo(403);
			bodies.add(reply.withoutRequestId());
		});
		assertThat(bodies).hasSize(1);
		assertPasses(call(client, route, FOREST.sales), "child");
		Reply archived = call(client, route, ARCHIVED_CHILD);
		assertPasses(archived, "archived child");
		assertThat(archived.status()).as("archived child: " + archived.text()).isNotEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource("namings")
	void tenantBeyondReachIsForbiddenWhereverItIsNamed(Naming naming) {
		for (ApiClient client : List.of(FOREST.as(HOME, "admin"), FOREST.withToken(HOME, "admin"))) {
			Set<String> bodies = new TreeSet<>();
			BEYOND.forEach((kind, tenant) -> {
				Reply reply = naming.send(client, HOME, FOREST.sales, tenant);
				assertThat(reply.status()).as(kind + ": " + reply.text()).isEqualTo(403);
				assertThat(reply.text()).doesNotContain(tenant);
				bodies.add(withoutNames(reply));
			});
			assertThat(bodies).hasSize(1);
			Reply own = naming.send(client, HOME, FOREST.sales, FOREST.sales);
			assertThat(own.status()).as(own.text()).isNotEqualTo(403).isNotEqualTo(401).isLessThan(500);
		}
		assertThat(naming.send(FOREST.operator, HOME, FOREST.sales, BEYOND.get("nobody")).code())
			.isEqualTo("TENANT_NOT_FOUND");
	}

	@Test
	void everyRouteThatNamesATenantElsewhereHasItsNaming() {
		assertThat(Naming.ALL.stream().map((naming) -> naming.route().operation()).distinct())
			.containsExactlyInAnyOrderElementsOf(
					Route.ALL.stream().filter(Route::namesTenantElsewhere).map(Route::operation).toList());
	}

	@ParameterizedTest
	@MethodSource("routes")
	void resourceBeyondReachIsLikeOneThatNeverWas(Route route) {
		if (!route.addressesResource()) {
			return;
		}
		for (ApiClient client : List.of(FOREST.as(HOME, "admin"), FOREST.withToken(HOME, "admin"))) {
			Reply foreign = send(client, route, STRANGERS.pathOf(route, HOME));
			Reply unknown = send(client, route, route.pathOf(HOME));
			assertThat(foreign.status()).as(foreign.text()).isEqualTo(404);
			assertThat(withoutNames(foreign)).isEqualTo(withoutNames(unknown));
			assertThat(foreign.text()).doesNotContain(FOREST.globex);
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void malformedIdIsRefused(Route route) {
		if (route.path().contains("Id}") || route.path().contains("{id}")) {
			for (String id : List.of("1", "1-1-1-1-1", "x", "00000000-0000-0000-0000-00000000000g", "%20", "%C3%A4")) {
				String path = route.path().replace("{key}", "k").replaceAll("\\{\\w*[iI]d}", id);
				Reply reply = FOREST.operator.send(route.method(), path, route.hasBody() ? "{}" : null);
				assertThat(reply.status()).as(path).isEqualTo(400);
				assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void spellingOfPathChangesNoDecision(Route route) {
		String path = "/api/v1" + route.pathOf(FOREST.globex);
		ApiClient client = BY_SCOPE.getOrDefault(route.scope(), BY_SCOPE.get("read"));
		int plain = client.raw(route.method(), path).status();
		assertThat(client.raw(route.method(), escapedLetter(path)).status()).isEqualTo(plain);
		for (String odd : List.of(path + ";a=b", path.replace("/v1/", "/v1//"), path.replace("/v1/", "/v1/./"),
				path.replace("/v1/", "/v1/x/../"), path.replace("/v1/", "/v1/%2e/"), path.replace("/v1/", "/v1%2f"),
				path.replace("/v1/", "/v1/%2e%2e/v1/"), path + "%2f", path + "%00", path + "/%2e%2e", path + "\\x",
				"/" + path, path.replace("/v1/", "/v1;x/"), path + "%252f")) {
			Reply refused = client.raw(route.method(), odd);
			assertThat(refused.status()).as(odd).isEqualTo(400);
			assertThat(refused.header("Content-Type")).as(odd).isEqualTo("application/problem+json");
		}
		for (String other : List.of(path + "/", path.toUpperCase(Locale.ROOT), path + ".json")) {
			assertThat(client.raw(route.method(), other).status()).as(other).isIn(400, 401, 403, 404, 405);
		}
	}

	private static Reply call(ApiClient client, Route route, String tenant) {
		// A version that was never there keeps the forest as it is.
		return send(client.with("If-Match", "\"999999\""), route, route.pathOf(tenant));
	}

	private static Reply send(ApiClient client, Route route, String path) {
		String body = route.operation().equals("assignRoleToKey")
				? "{\"role_id\": \"00000000-0000-7000-8000-000000000001\"}" : "{}";
		return client.send(route.method(), path, route.hasBody() ? body : null);
	}

	/**
	 * Returns a body without the ids and slugs that its request had named.
	 */
	private static String withoutNames(Reply reply) {
		return reply.withoutRequestId().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|acme_\\d+", "-");
	}

	private static void assertPasses(Reply reply, String who) {
		assertThat(reply.status()).as(who + ": " + reply.text()).isNotEqualTo(401).isLessThan(500);
		if (reply.status() == 403) {
			assertThat(reply.text()).as(who).doesNotContain("required_scope");
		}
	}

	private static String escapedLetter(String path) {
		return path.replaceFirst("/v1/(\\w)", "/v1/%" + Integer.toHexString(path.charAt(8)));
	}

	private static Map<String, ApiClient> clients(Function<String, ApiClient> withScope) {
		Map<String, ApiClient> clients = new LinkedHashMap<>();
		for (String scope : List.of("read", "write", "admin", "reveal")) {
			clients.put(scope, withScope.apply(scope));
		}
		return clients;
	}

	private static String archivedChild() {
		String child = FOREST.child(HOME, "acme_emea_old");
		assertThat(FOREST.operator.post("/tenants/" + child + "/archive", null).status()).isEqualTo(200);
		return child;
	}

}
