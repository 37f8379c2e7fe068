package io.stratum.tenant;

import java.util.List;

import io.stratum.engine.EngineFixture;
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

	private static Tenant root;

	@BeforeAll
	static void grow() {
		engine = new EngineFixture();
		tenants = new Tenants(engine.database, engine.feed, engine.journal, engine.context);
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
	void firstPageBelowABranchComesFromAnIndex() {
		long start = System.nanoTime();
		TenantPage p = tenants.descendants(branch(3).id(), Inclusion.ACTIVE, Paging.first(50));
		System.out.println("page " + (System.nanoTime() - start) / 1000 + " us");
		new TenantPages(engine.database).explainDescendants(branch(3), null, 50).forEach(System.out::println);
		new TenantPages(engine.database).explainDescendants(root, null, 50).forEach(System.out::println);
		new TenantPages(engine.database).explainDescendants(tenants.findBySlug("twig_1").get(), null, 50)
			.forEach(System.out::println);
		new TenantPages(engine.database).explainDescendants(root, p.tenants().get(49), 50).forEach(System.out::println);
	}

	@Test
	void moveOfFiveThousandDescendantsIsOneStatement() {
		Tenant branch = branch(1);
		long start = System.nanoTime();
		Tenant moved = tenants.move(branch.id(), branch(2).id(), null);
		System.out.println("move " + (System.nanoTime() - start) / 1000 + " us");
	}

	private static Tenant branch(int number) {
		return tenants.findBySlug("branch_" + number).orElseThrow();
	}

	private static void grow(String name, String parents, int each) {
		long start = System.nanoTime();
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
		System.out.println(name + " " + (System.nanoTime() - start) / 1000 + " us");
	}

}
