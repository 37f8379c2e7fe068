package io.stratum.isolation.subtree;

import java.util.List;

import io.stratum.isolation.SubtreeRead;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Subtrees that the database looks up in the tree.
 */
class SubtreeMarkerIntegrationTests {

	private SubtreeFixture fixture;

	@BeforeEach
	void start() {
		this.fixture = new SubtreeFixture();
	}

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	void subtreeAboveTheInlineLimitIsSentAsAMarker() {
		SubtreeReads reads = this.fixture.reads(new SubtreeLimits(2, 20_000));
		this.fixture.as(this.fixture.acme, () -> {
			assertThat(reads.read(this::visibleSetting)).isEqualTo("*{}");
			assertThat(this.fixture.items(reads)).containsExactly("acme", "acme_emea", "acme_emea_sales");
		});
		this.fixture.as(this.fixture.globex, () -> assertThat(reads.read(this::visibleSetting))
			.isEqualTo(SubtreeRead.array(List.of(this.fixture.globex.id()))));
	}

	@Test
	void tenThousandTenantsAreReadByAMarker() {
		JdbcClient.create(this.fixture.owner).sql("""
				insert into stratum.tenant (id, parent_id, slug, name, path, sort_order)
				select bulk.id, parent.id, 'bulk_' || n, 'Bulk',
					parent.path || replace(bulk.id::text, '-', '')::ltree, n
				from (select n, gen_random_uuid() as id from generate_series(1, 10000) n) bulk
				join stratum.tenant parent on parent.slug = 'acme_emea_sales'
				""").update();
		JdbcClient.create(this.fixture.owner).sql("""
				insert into orders (tenant_id, item) select id, slug from stratum.tenant where slug like 'bulk%'
				""").update();
		SubtreeReads reads = this.fixture.reads(SubtreeLimits.DEFAULT);
		this.fixture.as(this.fixture.acme, () -> {
			assertThat(reads.read(this::visibleSetting)).isEqualTo("*{}");
			assertThat(this.fixture.items(reads)).hasSize(10_003).doesNotContain("globex");
		});
	}

	@Test
	void markerLeavesOutArchivedTenantsUnlessAsked() {
		this.fixture.tenants.suspend(this.fixture.acmeEmeaSales.id());
		this.fixture.tenants.archive(this.fixture.acmeEmeaSales.id());
		assertThat(visible(this.fixture.acme, "*{}")).containsExactlyInAnyOrder(this.fixture.acme.id(),
				this.fixture.acmeEmea.id());
		assertThat(visible(this.fixture.acme, "**{}")).hasSize(3).contains(this.fixture.acmeEmeaSales.id());
	}

	@Test
	void markerLeavesOutTenantsThatAreElsewhere() {
		this.fixture.moveToSchema(this.fixture.acmeEmeaSales);
		SharedTurns turns = new SharedTurns(1);
		Subtree subtree = new Subtree(this.fixture.reads(new SubtreeLimits(1, 10)), this.fixture.tenants,
				this.fixture.context, this.fixture.dataSource, turns);
		assertThat(subtree.gather(this.fixture.acme.id(), this.fixture::items)).extracting(SubtreeAnswer::answer)
			.containsExactly(List.of("acme", "acme_emea"), List.of("acme_emea_sales"));
		turns.close();
	}

	@Test
	void markerAnswersForTheBoundTenantOnly() {
		assertThat(visible(this.fixture.globex, "*{}")).containsExactly(this.fixture.globex.id());
		assertThat(visible(this.fixture.acmeEmea, "*" + SubtreeRead.array(List.of(this.fixture.acmeEmeaSales.id()))))
			.containsExactly(this.fixture.acmeEmea.id());
	}

	@Test
	void malformedListIsAnErrorAndNotEverything() {
		for (String malformed : List.of("x", "*", "*x", "{x}", "***{x}")) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> visible(this.fixture.acme, malformed));
		}
		assertThat(visible(this.fixture.acme, "")).isEmpty();
	}

	private List<TenantId> visible(Tenant bound, String visible) {
		return this.fixture.visibleTo(bound, visible).stream().map(TenantId::new).toList();
	}

	private String visibleSetting() {
		return this.fixture.sql.sql("select current_setting('app.visible_tenant_ids')").query(String.class).single();
	}

}
