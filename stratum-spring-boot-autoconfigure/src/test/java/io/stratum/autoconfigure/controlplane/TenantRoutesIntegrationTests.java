package io.stratum.autoconfigure.controlplane;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class TenantRoutesIntegrationTests {

	private static final List<String> FIELDS = List.of("id", "parent_id", "ancestry_path", "depth", "name", "slug",
			"config", "metadata", "isolation_strategy", "status", "region_id", "sort_order", "deleted_at", "created_at",
			"updated_at", "version", "redacted");

	private final ControlPlane application = ControlPlane.started();

	private final Forest forest = new Forest(this.application);

	private final ApiClient operator = this.application.operator();

	@Test
	void rootIsShownWithEveryFieldAndFoundAtItsLocation() {
		Reply reply = this.operator.post("/tenants", """
				{"name": "Acme", "slug": "%s"}""".formatted(Names.slug()));
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.json().propertyNames()).containsExactlyElementsOf(FIELDS);
		assertThat(reply.at("/parent_id").isNull()).isTrue();
		assertThat(reply.string("/ancestry_path")).isEqualTo("/");
		assertThat(reply.string("/status")).isEqualTo("active");
		assertThat(reply.string("/isolation_strategy")).isEqualTo("SHARED_RLS");
		assertThat(reply.string("/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
		assertThat(this.operator.get(pathOf(reply.header("Location"))).status()).isEqualTo(200);
	}

	@Test
	void treeIsReadFromBothEnds() {
		assertThat(ids(this.operator.get("/tenants/" + this.forest.sales + "/ancestors")))
			.containsExactly(this.forest.acme, this.forest.emea);
		assertThat(this.operator.get("/tenants/" + this.forest.sales + "/root").id()).isEqualTo(this.forest.acme);
		assertThat(ids(this.operator.get("/tenants/" + this.forest.acme + "/children")))
			.containsExactly(this.forest.emea, this.forest.apac);
		assertThat(ids(this.operator.get("/tenants/" + this.forest.acme + "/descendants")))
			.containsExactlyInAnyOrder(this.forest.emea, this.forest.apac, this.forest.sales);
	}

	@Test
	void ancestorsAboveTheCallerAreRedacted() {
		this.operator.patch("/tenants/" + this.forest.acme, """
				{"metadata": {"plan": "gold"}}""");
		Reply reply = this.forest.as(this.forest.emea, "read").get("/tenants/" + this.forest.sales + "/ancestors");
		assertThat(reply.at("/0/redacted").booleanValue()).isTrue();
		assertThat(reply.at("/0/metadata").isEmpty()).isTrue();
		assertThat(reply.at("/1/redacted").booleanValue()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Acme", "1acme", "a-b", "a.b", "" })
	void malformedSlugIsRefusedWithAnIssue(String slug) {
		Reply reply = this.operator.post("/tenants", """
				{"name": "Acme", "slug": "%s"}""".formatted(slug));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.code()).isEqualTo("VALIDATION_ERROR");
		assertThat(reply.string("/error/issues/0/path")).isEqualTo("slug");
	}

	@Test
	void takenSlugTellsNothingOfItsHolder() {
		String slug = this.operator.get("/tenants/" + this.forest.globex).string("/slug");
		Reply reply = this.forest.as(this.forest.acme, "write").post("/tenants", """
				{"name": "x", "slug": "%s", "parent_id": "%s"}""".formatted(slug, this.forest.acme));
		assertThat(reply.status()).isEqualTo(409);
		assertThat(reply.code()).isEqualTo("TENANT_ALREADY_EXISTS");
		assertThat(reply.text()).doesNotContain(this.forest.globex);
	}

	@Test
	void childIsCreatedBelowActiveParentsOnly() {
		assertThat(childOf(UUID.randomUUID().toString()).code()).isEqualTo("TENANT_NOT_FOUND");
		assertThat(childOf(this.forest.globexArchived).code()).isEqualTo("TENANT_ARCHIVED");
		this.operator.post("/tenants/" + this.forest.sales + "/suspend", null);
		assertThat(childOf(this.forest.sales).code()).isEqualTo("TENANT_SUSPENDED");
	}

	@Test
	void listIsFollowedByCursor() {
		for (int count = 0; count < 5; count++) {
			this.forest.child(this.forest.apac, "apac");
		}
		ApiClient client = this.forest.as(this.forest.apac, "read");
		Reply first = client.get("/tenants?limit=4");
		assertThat(first.at("/data").size()).isEqualTo(4);
		assertThat(first.at("/has_more").booleanValue()).isTrue();
		Reply second = client.get("/tenants?limit=4&cursor=" + first.string("/next_cursor"));
		assertThat(second.at("/data").size()).isEqualTo(2);
		assertThat(second.at("/next_cursor").isNull()).isTrue();
		Reply byId = client.get("/tenants?limit=4&cursor=" + first.string("/data/3/id"));
		assertThat(byId.at("/data")).isEqualTo(second.at("/data"));
		assertThat(client.get("/tenants").at("/data").size()).isEqualTo(6);
	}

	@Test
	void childrenGoOnByLink() {
		for (int count = 0; count < 3; count++) {
			this.forest.child(this.forest.apac, "apac");
		}
		Reply first = this.operator.get("/tenants/" + this.forest.apac + "/children?limit=2&include_archived=true");
		assertThat(first.json().isArray()).isTrue();
		String next = first.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
		assertThat(next).contains("include_archived=true").contains("limit=2");
		Reply second = this.operator.get(pathOf(next));
		assertThat(second.json().size()).isEqualTo(1);
		assertThat(second.header("Link")).isEmpty();
	}

	@Test
	void forgedCursorIsRefused() {
		Reply first = this.operator.get("/tenants?limit=1");
		String cursor = first.string("/next_cursor");
		assertThat(this.operator.get("/tenants/" + this.forest.acme + "/children?cursor=" + cursor).status())
			.isEqualTo(400);
		assertThat(this.operator.get("/tenants?cursor=B" + cursor.substring(1)).status()).isEqualTo(400);
		assertThat(this.operator.get("/tenants?cursor=%2a").status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "limit=0", "limit=101", "limit=x", "status=gone", "isolation_strategy=NONE", "roots=maybe",
			"parent_id=1", "region_id=1-1-1-1-1" })
	void malformedFilterIsRefused(String query) {
		assertThat(this.operator.get("/tenants?" + query).status()).isEqualTo(400);
	}

	@Test
	void filtersOfTheListAreUnderstood() {
		Reply reply = this.operator.get("/tenants?parent_id=" + this.forest.acme + "&status=active&q=emea");
		assertThat(ids(reply.at("/data"))).containsExactly(this.forest.emea);
	}

	@Test
	void slugIsLookedUpWithinReachOnly() {
		String slug = this.operator.get("/tenants/" + this.forest.globex).string("/slug");
		assertThat(this.operator.get("/tenants/lookup?slug=" + slug).id()).isEqualTo(this.forest.globex);
		ApiClient acme = this.forest.as(this.forest.acme, "read");
		Reply foreign = acme.get("/tenants/lookup?slug=" + slug);
		Reply unknown = acme.get("/tenants/lookup?slug=nobody");
		assertThat(foreign.status()).isEqualTo(404);
		assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
		assertThat(this.operator.get("/tenants/lookup").status()).isEqualTo(400);
	}

	@Test
	void batchIsCreatedInOrder() {
		String first = Names.slug();
		Reply reply = this.operator.post("/tenants/batch", """
				{"tenants": [{"name": "a", "slug": "%s"}, {"name": "b", "slug": "%s", "parent_ref": "%s"}]}"""
			.formatted(first, Names.slug(), first));
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.string("/created/1/parent_id")).isEqualTo(reply.string("/created/0/id"));
		assertThat(reply.at("/errors").isEmpty()).isTrue();
	}

	@Test
	void failedBatchNamesTheRow() {
		String taken = this.operator.get("/tenants/" + this.forest.globex).string("/slug");
		Reply reply = this.operator.post("/tenants/batch", """
				{"tenants": [{"name": "a", "slug": "%s"}, {"name": "b", "slug": "%s"}]}""".formatted(Names.slug(),
				taken));
		assertThat(reply.status()).isEqualTo(409);
		assertThat(reply.at("/created").toString()).isEqualTo("[]");
		assertThat(reply.at("/errors/0/index").intValue()).isEqualTo(1);
		assertThat(reply.string("/errors/0/slug")).isEqualTo(taken);
		assertThat(reply.string("/errors/0/error/code")).isEqualTo("TENANT_ALREADY_EXISTS");
		assertThat(this.operator.post("/tenants/batch", "{}").status()).isEqualTo(400);
		assertThat(this.operator.post("/tenants/batch", "{\"tenants\": [null]}").status()).isEqualTo(400);
	}

	@Test
	void lifeOfTenantFollowsItsStates() {
		String path = "/tenants/" + this.forest.sales;
		assertThat(this.operator.post(path + "/suspend", null).string("/status")).isEqualTo("suspended");
		assertThat(this.operator.get(path).code()).isEqualTo("TENANT_SUSPENDED");
		Reply repeated = this.operator.post(path + "/suspend", null);
		assertThat(repeated.code()).isEqualTo("TENANT_INVALID_STATE");
		assertThat(repeated.string("/error/details/from")).isEqualTo("suspended");
		assertThat(this.operator.post(path + "/resume", "").string("/status")).isEqualTo("active");
		assertThat(this.operator.post(path + "/archive", "{}").string("/status")).isEqualTo("archived");
		assertThat(this.operator.get(path).status()).isEqualTo(410);
		assertThat(this.operator.get(path + "?include_archived=true").at("/deleted_at").isNull()).isFalse();
	}

	@Test
	void deletionTakesAnEmptyJsonBody() {
		Reply reply = this.operator.send("DELETE", "/tenants/" + this.forest.sales, "");
		assertThat(reply.status()).isEqualTo(204);
		assertThat(reply.text()).isEmpty();
		assertThat(this.operator.get("/tenants/" + this.forest.sales).code()).isEqualTo("TENANT_ARCHIVED");
		assertThat(this.operator.delete("/tenants/" + this.forest.acme).code()).isEqualTo("TENANT_HAS_CHILDREN");
	}

	@Test
	void tenantMovesWithItsSubtree() {
		Reply moved = this.operator.post("/tenants/" + this.forest.emea + "/move", """
				{"new_parent_id": "%s"}""".formatted(this.forest.apac));
		assertThat(moved.status()).isEqualTo(200);
		assertThat(ids(this.operator.get("/tenants/" + this.forest.apac + "/descendants")))
			.containsExactlyInAnyOrder(this.forest.emea, this.forest.sales);
		assertThat(this.operator.post("/tenants/" + this.forest.emea + "/move", """
				{"new_parent_id": "%s"}""".formatted(this.forest.sales)).code()).isEqualTo("TENANT_CYCLE_DETECTED");
		assertThat(this.operator.post("/tenants/" + this.forest.emea + "/move", "{\"new_parent_id\": null}")
			.at("/parent_id")
			.isNull()).isTrue();
		assertThat(this.operator.post("/tenants/" + this.forest.emea + "/move", "{}").status()).isEqualTo(400);
		assertThat(this.operator.post("/tenants/" + this.forest.emea + "/move", "{\"new_parent_id\": 1}").status())
			.isEqualTo(400);
	}

	@Test
	void onlyOperatorsMakeRoots() {
		ApiClient acme = this.forest.as(this.forest.acme, "write");
		assertThat(acme.post("/tenants/" + this.forest.emea + "/move", "{\"new_parent_id\": null}").status())
			.isEqualTo(403);
		assertThat(acme.post("/tenants", "{\"name\": \"x\", \"slug\": \"" + Names.slug() + "\"}").status())
			.isEqualTo(403);
		assertThat(acme.post("/tenants/" + this.forest.emea + "/move", """
				{"new_parent_id": "%s"}""".formatted(this.forest.globex)).status()).isEqualTo(403);
		assertThat(acme.post("/tenants/" + this.forest.globexChild + "/move", """
				{"new_parent_id": "%s"}""".formatted(this.forest.acme)).status()).isEqualTo(403);
	}

	@Test
	void siblingsAreReordered() {
		assertThat(this.operator.post("/tenants/" + this.forest.apac + "/reorder", "{\"position\": 0}").status())
			.isEqualTo(200);
		assertThat(ids(this.operator.get("/tenants/" + this.forest.acme + "/children")))
			.containsExactly(this.forest.apac, this.forest.emea);
		for (String position : List.of("-1", "1.5", "\"1\"", "null")) {
			assertThat(
					this.operator.post("/tenants/" + this.forest.apac + "/reorder", "{\"position\": " + position + "}")
						.status())
				.as(position)
				.isEqualTo(400);
		}
	}

	@Test
	void contextIsFlatAndNestedAndRecorded() {
		this.operator.put("/tenants/" + this.forest.acme + "/config/max_users", "{\"value\": 7}");
		Reply reply = this.operator.with("X-Request-ID", "ctx-" + this.forest.emea)
			.get("/tenants/" + this.forest.emea + "/context");
		assertThat(reply.json().propertyNames()).containsExactly("tenant_id", "ancestry_path", "depth",
				"isolation_strategy", "resolved_config", "resolved_permissions", "tenant", "config", "permissions",
				"ancestors");
		assertThat(reply.at("/config/max_users/value").intValue()).isEqualTo(7);
		assertThat(reply.at("/resolved_config")).isEqualTo(reply.at("/config"));
		Reply entries = this.operator.get("/audit-logs?request_id=ctx-" + this.forest.emea);
		assertThat(entries.string("/0/action")).isEqualTo("tenant.context_read");
		assertThat(this.operator.get("/tenants/" + UUID.randomUUID() + "/context").status()).isEqualTo(404);
		assertThat(this.operator.get("/tenants/" + this.forest.globexArchived + "/context").status()).isEqualTo(410);
	}

	@Test
	void placementIsTold() {
		Reply reply = this.operator.get("/tenants/" + this.forest.emea + "/isolation");
		assertThat(reply.string("/strategy")).isEqualTo("SHARED_RLS");
		assertThat(reply.at("/promotion").isNull()).isTrue();
	}

	private Reply childOf(String parent) {
		return this.operator.post("/tenants", """
				{"name": "x", "slug": "%s", "parent_id": "%s"}""".formatted(Names.slug(), parent));
	}

	private static List<String> ids(Reply reply) {
		assertThat(reply.status()).as(reply.text()).isEqualTo(200);
		return ids(reply.json());
	}

	private static List<String> ids(JsonNode rows) {
		return rows.valueStream().map((row) -> row.get("id").stringValue()).toList();
	}

	private static String pathOf(String address) {
		URI uri = URI.create(address);
		String path = uri.getPath().substring("/api/v1".length());
		return (uri.getRawQuery() != null) ? path + "?" + uri.getRawQuery() : path;
	}

}
