package io.stratum.isolation.rls;

import io.stratum.isolation.doctor.DoctorFinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowLevelSecurityLintIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withProtectedProduct();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void wellMadeTablesGiveNoReasonForComment() {
		assertThat(this.fixture.security().scan().findings()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "D08 | alter table order_tag drop constraint order_tag_pkey",
			"D09 | create unique index on orders (note)",
			"D10 | alter table order_tag add column parent uuid, "
					+ "add unique (tag, order_id), add foreign key (tag, parent) references order_tag (tag, order_id)",
			"D11 | create view report as select * from orders",
			"D11 | create view report with (security_invoker = false) as select * from orders",
			"D11 | create materialized view report as select * from orders",
			"D12 | create function totals() returns bigint language sql security definer return 1",
			"D13 | grant truncate on orders to stratum_app", "D13 | grant references on orders to public",
			"D13 | grant trigger on orders to stratum_app", "D15 | grant select on orders to public",
			"D15 | grant usage on schema stratum to public", "D15 | grant select on stratum.tenant to public",
			"D15 | grant execute on function stratum.visible_tenant_ids() to public",
			"D16 | create index on orders (tenant_id, lower(note))",
			"D16 | alter table orders add total numeric; create index on orders (tenant_id, total)",
			"D16 | alter table orders add data jsonb; create index on orders using gin (data)",
			"D22 | create table invoice (tenant_id uuid not null, id bigserial, primary key (tenant_id, id))",
			"D22 | create table invoice (tenant_id uuid not null, "
					+ "id bigint generated always as identity, primary key (tenant_id, id))" })
	void carelessnessIsReported(String check, String sql) {
		this.fixture.asOwner(sql);
		assertThat(this.fixture.security().scan().findings()).extracting(DoctorFinding::id).contains(check);
	}

	@Test
	void viewOverInvokerViewIsReportedByItself() {
		this.fixture.asOwner("create view inner_view with (security_invoker = true) as select * from orders",
				"create view outer_view as select * from inner_view");
		assertThat(this.fixture.security().scan().findings()).extracting(DoctorFinding::object)
			.containsExactly("public.outer_view");
		assertThat(this.fixture.security().scan().tables().stream().flatMap((table) -> table.views().stream()))
			.contains("public.inner_view", "public.outer_view");
	}

	@Test
	void rightsOfTheApplicationBeyondPoliciesAreTakenBack() {
		this.fixture.asOwner("grant truncate, references on orders to stratum_app",
				"grant insert on orders to stratum_subtree_reader");
		assertThat(this.fixture.security().apply(false).statements()).containsExactly(
				"revoke truncate, references on \"public\".\"orders\" from \"stratum_app\"",
				"revoke insert on \"public\".\"orders\" from \"stratum_subtree_reader\"");
		assertThat(this.fixture.security().scan().findings()).isEmpty();
	}

}
