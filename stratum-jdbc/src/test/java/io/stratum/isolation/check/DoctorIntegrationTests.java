package io.stratum.isolation.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorMode;
import io.stratum.isolation.doctor.DoctorQuestion;
import io.stratum.isolation.doctor.DoctorReport;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import io.stratum.isolation.rls.RolesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import static io.stratum.isolation.rls.RolesFixture.ACME;
import static io.stratum.isolation.rls.RolesFixture.ROLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DoctorIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withProtectedProduct();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void soundDatabaseStarts() {
		this.fixture.execute("revoke temporary on database %s from public".formatted(this.fixture.name));
		this.fixture.as(ACME, (jdbc) -> jdbc.sql("insert into orders (id) values (gen_random_uuid())").update());
		DoctorReport report = doctor(this.fixture.application).requireSafe();
		assertThat(report.status()).as("%s", report.findings()).isEqualTo(DoctorStatus.PASS);
		assertThat(report.questions()).extracting(DoctorQuestion::id)
			.containsExactly("D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11", "D12", "D13",
					"D14", "D15", "D16", "D17", "D18", "D19", "D20", "D21", "D22");
	}

	@Test
	void examiningLeavesNoTrace() {
		doctor(this.fixture.application).examine();
		assertThat(this.fixture
			.<Long>asPlatform((jdbc) -> jdbc.sql("select count(*) from orders").query(Long.class).single())).isZero();
		assertThat(this.fixture.<String>unbound(
				(jdbc) -> jdbc.sql("select current_setting('app.current_tenant_id')").query(String.class).single()))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "D01 | alter role stratum_app superuser | alter role stratum_app nosuperuser",
			"D02 | alter table orders owner to stratum_app | select 1",
			"D03 | grant stratum_platform to stratum_app | revoke stratum_platform from stratum_app",
			"D04 | alter table orders no force row level security | select 1",
			"D05 | create policy staff on orders using (true) | select 1",
			"D05 | drop policy tenant_isolation_read on orders | select 1",
			"D06 | create table country (code text) | select 1",
			"D07 | alter table orders alter tenant_id drop default | select 1",
			"D10 | create table part (id uuid, of uuid, tenant_id uuid not null, primary key (tenant_id, id), unique (id), "
					+ "foreign key (of) references part (id)) | select 1",
			"D11 | create view report as select * from orders | select 1",
			"D13 | grant truncate on orders to stratum_app | select 1",
			"D15 | grant select on orders to public | select 1",
			"D20 | alter role stratum_app set app.current_tenant_id = '01900000-0000-7000-8000-00000000000a' | "
					+ "alter role stratum_app reset app.current_tenant_id" })
	void brokenDatabaseIsRefusedWithIdAndRemedy(String check, String breaks, String mends) {
		this.fixture.execute(breaks);
		try {
			assertThatExceptionOfType(IsolationUnsafeException.class)
				.isThrownBy(doctor(this.fixture.application)::requireSafe)
				.satisfies((ex) -> assertThat(ex.findings()).extracting(DoctorFinding::id).contains(check))
				.satisfies((ex) -> assertThat(ex.findings()).allMatch((finding) -> !finding.remedy().isBlank()));
		}
		finally {
			this.fixture.execute(mends);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "D08 | alter table order_tag drop constraint order_tag_pkey",
					"D09 | create unique index on orders (note)",
					"D12 | create function total() returns bigint language sql security definer return 1",
					"D14 | grant create on schema public to stratum_app",
					"D16 | create index on orders (tenant_id, lower(note))",
					"D17 | create schema ext; create extension ltree schema ext",
					"D22 | create table invoice (tenant_id uuid not null, id bigserial, primary key (tenant_id, id))" })
	void carelessDatabaseIsReported(String check, String breaks) {
		this.fixture.execute("drop extension if exists ltree cascade");
		this.fixture.execute(breaks);
		assertThat(doctor(this.fixture.application).examine().findings())
			.filteredOn((finding) -> finding.status() == DoctorStatus.WARN)
			.extracting(DoctorFinding::id)
			.contains(check);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "rows are seen | alter table orders disable row level security",
					"rows are seen | alter policy tenant_isolation_read on orders using (true)",
					"write a row | alter policy tenant_isolation_insert on orders with check (true)",
					"write a row | create policy staff on orders for insert with check (true)" })
	void rowsThatCrossTenantsAreFoundAlive(String fault, String breaks) {
		this.fixture.as(ACME, (jdbc) -> jdbc.sql("insert into orders (id) values (gen_random_uuid())").update());
		this.fixture.asOwner(breaks);
		assertThat(doctor(this.fixture.application).examine().findings())
			.filteredOn((finding) -> finding.id().equals("D19"))
			.extracting(DoctorFinding::finding)
			.anyMatch((finding) -> finding.contains(fault));
	}

	@ParameterizedTest
	@CsvSource({ "commit, outlived a commit", "rollback, outlived a rollback", "setAutoCommit, did not last" })
	void bindingsThatDoNotEndWithTheirTransactionAreFoundAlive(String swallowed, String fault) {
		DataSource careless = new CarelessDataSource(this.fixture.application, Set.of(swallowed));
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(doctor(careless)::requireSafe)
			.withMessageContaining("D18")
			.withMessageContaining(fault);
	}

	@Test
	void bindingThatReachesTheNextClientIsFoundAlive() {
		DataSource careless = new CarelessDataSource(this.fixture.application,
				Set.of("commit", "rollback", "setAutoCommit[true]", "close"));
		assertThat(doctor(careless).examine().findings()).filteredOn((finding) -> finding.id().equals("D18"))
			.extracting(DoctorFinding::finding)
			.anyMatch((finding) -> finding.contains("reached the next client"));
	}

	@Test
	void unreachableDatabaseIsNoPass() {
		this.fixture.application.close();
		assertThatExceptionOfType(IsolationUnsafeException.class)
			.isThrownBy(doctor(this.fixture.application)::requireSafe)
			.withMessageContaining("could not run");
	}

	private Doctor doctor(DataSource application) {
		return new Doctor(IsolationChecks.of(this.fixture.owner, application, ROLES, TenantTables.in("public")),
				DoctorMode.ENFORCE, List.of());
	}

	/**
	 * Hands out one connection that does not do some of what it is told, as a pooler in
	 * the wrong mode might.
	 */
	private static final class CarelessDataSource extends DelegatingDataSource {

		private final Set<String> swallowed;

		private Connection shared;

		CarelessDataSource(DataSource target, Set<String> swallowed) {
			super(target);
			this.swallowed = swallowed;
		}

		private boolean swallows(String method, Object[] arguments) {
			return this.swallowed.contains(method) || this.swallowed.contains(method + Arrays.toString(arguments));
		}

		@Override
		public Connection getConnection() throws SQLException {
			if (!this.swallowed.contains("close") || this.shared == null) {
				this.shared = super.getConnection();
			}
			Connection connection = this.shared;
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						try {
							return swallows(method.getName(), arguments) ? null : method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
