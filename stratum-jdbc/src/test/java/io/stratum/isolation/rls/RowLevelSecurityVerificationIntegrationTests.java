package io.stratum.isolation.rls;

import java.util.List;

import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowLevelSecurityVerificationIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withProtectedProduct();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "D04 | alter table orders disable row level security",
			"D04 | alter table orders no force row level security", "D05 | drop policy tenant_isolation_read on orders",
			"D05 | drop policy tenant_isolation_insert on orders",
			"D05 | drop policy tenant_isolation_update on orders",
			"D05 | drop policy tenant_isolation_delete on orders",
			"D05 | drop policy tenant_isolation_subtree on orders",
			"D05 | drop policy tenant_isolation_platform on orders",
			"D05 | alter policy tenant_isolation_read on orders using (true)",
			"D05 | alter policy tenant_isolation_update on orders with check (true)",
			"D05 | alter policy tenant_isolation_subtree on orders to public",
			"D05 | comment on policy tenant_isolation_read on orders is 'mine'",
			"D05 | create policy tenant_isolation_extra on orders for select to public using (true)",
			"D07 | alter table orders alter tenant_id drop default",
			"D07 | alter table order_line drop constraint " + "order_line_pkey, alter tenant_id drop not null" })
	void brokenTableStopsTheStartUntilPoliciesAreAppliedAgain(String check, String sql) {
		this.fixture.asOwner(sql);
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(this.fixture.security()::verify)
			.satisfies((ex) -> assertThat(checks(ex)).containsOnly(check));
		this.fixture.security().apply(false);
		this.fixture.security().verify();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "D05 | create policy staff on orders to public using (true)",
					"D06 | create table country (code text primary key)",
					"D07 | create table visit (tenant_id text not null)" })
	void decisionsOfOthersStopTheStartAndAreLeftAlone(String check, String sql) {
		this.fixture.asOwner(sql);
		this.fixture.security().apply(false);
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(this.fixture.security()::verify)
			.satisfies((ex) -> assertThat(checks(ex)).contains(check));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "D01 | alter role stratum_app superuser | alter role stratum_app nosuperuser",
			"D01 | alter role stratum_app bypassrls | alter role stratum_app nobypassrls",
			"D01 | alter role stratum_app createrole | alter role stratum_app nocreaterole",
			"D01 | alter role stratum_app replication | alter role stratum_app noreplication",
			"D01 | grant postgres to stratum_app | revoke postgres from stratum_app",
			"D01 | grant pg_read_server_files to stratum_app | revoke pg_read_server_files from stratum_app",
			"D02 | alter table orders owner to stratum_app | alter table orders owner to stratum_owner",
			"D02 | alter schema public owner to stratum_app | alter schema public owner to pg_database_owner",
			"D02 | grant stratum_owner to stratum_app | revoke stratum_owner from stratum_app",
			"D03 | grant stratum_platform to stratum_app | revoke stratum_platform from stratum_app",
			"D03 | alter role stratum_app inherit; revoke stratum_subtree_reader from stratum_app; "
					+ "grant stratum_subtree_reader to stratum_app | alter role stratum_app noinherit; "
					+ "revoke stratum_subtree_reader from stratum_app; grant stratum_subtree_reader to stratum_app" })
	void roleThatStepsAroundPoliciesStopsEveryStart(String check, String breaks, String mends) {
		this.fixture.execute(breaks);
		try {
			assertThatExceptionOfType(IsolationUnsafeException.class)
				.isThrownBy(() -> this.fixture.security().verifyLogin(this.fixture.application))
				.satisfies((ex) -> assertThat(checks(ex)).contains(check))
				.satisfies((ex) -> assertThat(ex.findings()).allMatch((finding) -> finding.stops(DoctorMode.REPORT)));
		}
		finally {
			this.fixture.execute(mends);
		}
		this.fixture.security().verifyLogin(this.fixture.application);
	}

	@Test
	void loginOtherThanTheApplicationRoleStopsTheStart() {
		assertThatExceptionOfType(IsolationUnsafeException.class)
			.isThrownBy(() -> this.fixture.security().verifyLogin(this.fixture.owner))
			.withMessageContaining("stratum_owner");
		assertThatExceptionOfType(IsolationUnsafeException.class)
			.isThrownBy(() -> this.fixture.security().verifyLogin(this.fixture.administrator))
			.withMessageContaining("SUPERUSER");
	}

	@Test
	void failureTellsWhatToDo() {
		this.fixture.asOwner("alter table orders no force row level security");
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(this.fixture.security()::verify)
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("D04 alter table \"public\".\"orders\" force row level security;"));
	}

	private static List<String> checks(IsolationUnsafeException ex) {
		return ex.findings().stream().map(DoctorFinding::id).distinct().toList();
	}

}
