package io.stratum.isolation.rls;

import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.stratum.isolation.rls.RolesFixture.ACME;
import static io.stratum.isolation.rls.RolesFixture.ACME_EMEA;
import static io.stratum.isolation.rls.RolesFixture.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small tenant among the rows of a large one: what PostgreSQL plans under each policy.
 */
class PolicyPlanIntegrationTests {

	private static final String NEWEST = "select * from orders order by id desc limit 50";

	private static RolesFixture fixture;

	@BeforeAll
	static void fill() {
		fixture = RolesFixture.withEngine().withProduct();
		fixture.asOwner(
				"insert into orders (tenant_id, id) select '%s', gen_random_uuid() from generate_series(1, 100000)"
					.formatted(GLOBEX),
				"insert into orders (tenant_id, id) select md5((i % 1000)::text)::uuid, gen_random_uuid() "
						+ "from generate_series(1, 100000) i",
				"insert into orders (tenant_id, id) select '%s', gen_random_uuid() from generate_series(1, 500)"
					.formatted(ACME),
				"insert into orders (tenant_id, id) select '%s', gen_random_uuid() from generate_series(1, 500)"
					.formatted(ACME_EMEA));
		fixture.protectedByPolicies();
		fixture.asOwner("analyze orders");
	}

	@AfterAll
	static void close() {
		fixture.close();
	}

	@Test
	void readUsesTheIndexOfTheTenantAndItsOrder() {
		String plan = fixture.as(ACME, (jdbc) -> explain(jdbc, NEWEST));
		assertThat(plan).contains("Index Scan Backward using orders_pkey", "Index Cond: (tenant_id = ")
			.doesNotContain("Sort", "Seq Scan");
	}

	@ParameterizedTest
	@ValueSource(strings = { "update orders set note = 'x' where id = ?", "delete from orders where id = ?" })
	void writesUseTheIndexOfTheTenant(String sql) {
		String plan = fixture.as(ACME, (jdbc) -> explain(jdbc, sql, UUID.randomUUID()));
		assertThat(plan).contains("using orders_pkey", "tenant_id = ").doesNotContain("Seq Scan on orders");
	}

	@Test
	void insertChecksWithoutVisitingOtherRows() {
		String plan = fixture.as(ACME,
				(jdbc) -> explain(jdbc, "insert into orders (id) values (?)", UUID.randomUUID()));
		assertThat(plan).startsWith("Insert on orders").doesNotContain("Scan");
	}

	@Test
	void subtreeReadUsesTheIndexOfItsTenants() {
		String plan = fixture.asSubtree((jdbc) -> explain(jdbc, NEWEST), ACME, ACME_EMEA);
		assertThat(plan).contains("orders_pkey", "tenant_id = ANY").doesNotContain("Seq Scan");
	}

	private static String explain(JdbcClient jdbc, String sql, Object... parameters) {
		return String.join("\n", jdbc.sql("explain (costs off) " + sql).params(parameters).query(String.class).list());
	}

}
