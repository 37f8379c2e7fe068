package io.stratum.tenant;

import java.util.List;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.EngineFixture;
import io.stratum.engine.RoundTrips;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One tree of 100,000 tenants: 20 branches of 50 twigs of 99 leaves.
 */
class LargeForestIntegrationTests {

	private static EngineFixture engine;

	private static Tenants tenants;

	private static RoundTrips engineTrips;

	private static Tenants counted;

	private static Tenant root;

	@BeforeAll
	static void grow() {
		engine = new EngineFixture();
		tenants = new Tenants(engine.database, engine.feed, engine.journal, engine.context);
		engineTrips = new RoundTrips(engine.platform);
		EngineDatabase database = new EngineDatabase(engineTrips.dataSource());
		counted = new Tenants(database, engine.feed, engine.journalOf(database), engine.context);
		root = tenants.create(NewTenant.root("acme", "Acme"));
		grow("branch", "acme", 20);
		grow("twig", "branch\\_%", 50);
		grow("leaf", "twig\\_%", 99);
		JdbcClient.create(engine.owner).sql("analyze stratum.tenant").update();
	}

	@AfterAll
	static void stop() {
		engine.close();
	}

	@Test
	void pagesOfDescendantsComeFromAnIndexOnEveryLevel() {
		Tenant twig = tenant("twig_1");
		Tenant lastSeen = tenants.descendants(root.id(), Inclusion.ACTIVE, Paging.first(50)).tenants().get(49);
		Tenant lastOfTwig = tenants.descendants(twig.id(), Inclusion.ACTIVE, Paging.first(50)).tenants().get(49);
		assertThat(List.of(plan(root, null), plan(tenant("branch_3"), null), plan(twig, null), plan(root, lastSeen),
				plan(twig, lastOfTwig)))
			.allSatisfy((plan) -> assertThat(plan).contains("Index").doesNotContain("Seq Scan"));
		assertThat(plan(root, null)).contains("tenant_children").doesNotContain("Rows Removed by Filter");
		assertThat(plan(root, lastSeen)).contains("tenant_level_id");
		assertThat(plan(twig, lastOfTwig)).contains("never executed").doesNotContain("Rows Removed by Filter: 4");
		assertThat(planOfSmall(twig)).contains("tenant_path_gist").doesNotContain("Seq Scan");
	}

	@Test
	void moveOfFiveThousandDescendantsTakesNoMoreStatementsThanThatOfALeaf() {
		int ofLeaf = engineTrips.during(() -> counted.move(tenant("leaf_99000").id(), root.id(), null));
		Tenant branch = tenant("branch_1");
		Tenant parent = tenant("branch_2");
		int ofBranch = engineTrips.during(() -> counted.move(branch.id(), parent.id(), null));
		assertThat(ofBranch).isEqualTo(ofLeaf);
		assertThat(countBelow(branch.path())).isZero();
		assertThat(countBelow(parent.path().child(branch.id()))).isEqualTo(5_001);
	}

	private static String plan(Tenant top, Tenant after) {
		return String.join("\n", new TenantPages(engine.database).explainDescendants(top, after, 50));
	}

	/**
	 * Returns the plan of what stratum.subtree_up_to runs, with its settings, as the
	 * database has it.
	 */
	private static String planOfSmall(Tenant top) {
		return engine.database.write(() -> {
			Function small = engine.database.jdbc().sql("""
					select prosrc, proconfig[1]
					from pg_proc
					where oid = 'stratum.subtree_up_to(ltree, integer)'::regprocedure
					""").query((row, index) -> new Function(row.getString(1), row.getString(2))).single();
			engine.database.jdbc()
				.sql("select set_config(split_part(:setting, '=', 1), split_part(:setting, '=', 2), true)")
				.param("setting", small.setting)
				.query()
				.singleRow();
			return String.join("\n",
					engine.database.jdbc()
						.sql("explain (costs off) "
								+ small.body.replace("@ top", "@ :top::ltree").replace("limit most", "limit 1001"))
						.param("top", top.path().ltree())
						.query(String.class)
						.list());
		});
	}

	private record Function(String body, String setting) {

	}

	private static long countBelow(TenantPath top) {
		return engine.database.jdbc()
			.sql("select count(*) from stratum.tenant where path <@ ?::ltree")
			.param(top.ltree())
			.query(Long.class)
			.single();
	}

	private static Tenant tenant(String slug) {
		return tenants.findBySlug(slug).orElseThrow();
	}

	private static void grow(String name, String parents, int each) {
		engine.database.jdbc().sql("""
				insert into stratum.tenant (id, parent_id, slug, name, path, sort_order)
				select id, parent, :name || '_' || number, :name || ' ' || number,
					path || replace(id::text, '-', ''), place
				from (
					select gen_random_uuid() as id, parent.id as parent, parent.path, place,
						row_number() over (order by parent.slug, place) as number
					from stratum.tenant parent, generate_series(0, :each - 1) place
					where parent.slug like :parents
				) children
				""").param("name", name).param("parents", parents).param("each", each).update();
	}

}
