package io.stratum.isolation.rls;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.stratum.StratumException;
import io.stratum.isolation.CountingDataSource;
import io.stratum.isolation.RoleNames;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.stratum.isolation.Eventually.await;
import static io.stratum.isolation.rls.RolesFixture.ACME;
import static io.stratum.isolation.rls.RolesFixture.GLOBEX;
import static io.stratum.isolation.rls.RolesFixture.ROLES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowLevelSecurityApplyIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withEngine();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void dryRunSaysWhatApplyingWouldDoAndDoesNothing() {
		this.fixture.withProduct();
		RowLevelSecurityPlan dry = this.fixture.security().apply(true);
		assertThat(dry.executed()).isFalse();
		assertThat(dry.statements()).contains("alter table \"public\".\"orders\" force row level security");
		assertThat(this.fixture.security().apply(false).statements()).isEqualTo(dry.statements());
		assertThat(this.fixture.security().apply(true).steps()).isEmpty();
	}

	@Test
	void numbersAreDrawnFromSequencesOfEntitiesToo() {
		this.fixture.asOwner("create table invoice (tenant_id uuid not null, id integer primary key)",
				"create sequence invoice_seq");
		assertThat(this.fixture.security().migration())
			.contains("grant usage, select on sequence \"public\".\"invoice_seq\"");
		this.fixture.protectedByPolicies();
		assertThat(this.fixture.<Integer>as(ACME,
				(jdbc) -> jdbc.sql("insert into invoice (id) values (nextval('invoice_seq'))").update()))
			.isOne();
		assertThat(this.fixture.security().apply(true).steps()).isEmpty();
	}

	@Test
	void anythingNewTakesOnlyItsOwnSteps() {
		this.fixture.withProduct().protectedByPolicies();
		this.fixture.asOwner("drop policy tenant_isolation_read on orders");
		assertThat(this.fixture.security().apply(false).statements()).hasSize(3)
			.allMatch((sql) -> sql.contains("tenant_isolation_read"));
	}

	@Test
	void numberOfQueriesDoesNotDependOnNumberOfTables() {
		this.fixture.withProduct().protectedByPolicies();
		long few = queries();
		this.fixture.asOwner(IntStream.range(0, 40)
			.mapToObj(
					"create table t_%d (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))"::formatted)
			.toArray(String[]::new));
		this.fixture.protectedByPolicies();
		assertThat(queries()).isEqualTo(few).isLessThan(12);
	}

	@Test
	void policiesThatOnlyLookGeneratedAreDroppedAndForeignOnesAreKept() {
		this.fixture.withProduct();
		this.fixture.asOwner("create policy tenant_isolation_old on orders using (true)",
				"create policy closing_hours on orders as restrictive for insert to stratum_app with check (true)");
		this.fixture.protectedByPolicies();
		assertThat(protection("orders").foreign()).containsExactly("closing_hours");
		assertThat(protection("orders").surplus()).isEmpty();
		assertThat(protection("orders").present()).hasSize(6);
	}

	@Test
	void tableWithRowsIsProtectedAtOnceAndRequiresATenantOnceEachRowHasOne() {
		this.fixture.asOwner("create table orders (id integer primary key, tenant_id uuid)",
				"insert into orders values (1, null), (2, '%s')".formatted(ACME));
		RowLevelSecurityPlan plan = this.fixture.security().apply(false);
		assertThat(plan.blocked()).singleElement()
			.satisfies((step) -> assertThat(step.object()).isEqualTo("public.orders"));
		assertThat(protection("orders").rowsWithoutTenant()).isTrue();
		assertThat(count("orders")).isEqualTo(1);
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(this.fixture.security()::verify)
			.withMessageContaining("nullable");
		this.fixture.asOwner("update orders set tenant_id = '%s' where tenant_id is null".formatted(ACME));
		this.fixture.protectedByPolicies();
		assertThat(protection("orders").required()).isTrue();
		this.fixture.security().verify();
	}

	@Test
	void largeTableIsValidatedBesideItsWriters() {
		this.fixture.asOwner("create table orders (tenant_id uuid, id integer, filler text)",
				"insert into orders select '%s', i, repeat('x', 1900) from generate_series(1, 5000) i".formatted(ACME));
		assertThat(this.fixture.security().apply(false).statements())
			.anyMatch((sql) -> sql.endsWith("validate constraint \"stratum_tenant_not_null\""));
		assertThat(protection("orders").required()).isTrue();
		assertThat(this.fixture.security().apply(true).steps()).isEmpty();
		assertThat(this.fixture.security().buildIndexes(false).statements())
			.anyMatch((sql) -> sql.startsWith("create index concurrently \"orders_tenant_idx\""));
		assertThat(protection("orders").indexed()).isTrue();
		assertThat(this.fixture.security().buildIndexes(true).steps()).isEmpty();
	}

	@Test
	void declaredTablesGetTheColumnTheyLack() {
		this.fixture.withProduct();
		this.fixture.asOwner("create table order_label (order_id uuid not null, label text not null)");
		RowLevelSecurity security = new RowLevelSecurity(this.fixture.owner, ROLES,
				TenantTables.in("public").withOwned(List.of(new TableName("public", "order_label"))));
		security.apply(false);
		security.verify();
		assertThat(security.apply(false).steps()).isEmpty();
	}

	@Test
	void partitionsAndChildrenGetPoliciesOfTheirOwn() {
		this.fixture.asOwner(
				"create table event (tenant_id uuid not null, id int not null, primary key (tenant_id, id)) "
						+ "partition by range (id)",
				"create table event_1 partition of event for values from (1) to (100)",
				"create table document (tenant_id uuid, id int)", "create table contract () inherits (document)",
				"create schema attic", "create table attic.old_contract () inherits (document)");
		this.fixture.protectedByPolicies();
		this.fixture.security().verify();
		this.fixture.as(GLOBEX, (jdbc) -> jdbc.sql("insert into event (id) values (1)").update());
		this.fixture.as(GLOBEX, (jdbc) -> jdbc.sql("insert into contract (id) values (1)").update());
		for (String table : List.of("event", "event_1", "document", "contract")) {
			assertThat(count(table)).as(table).isZero();
		}
		assertThat(this.fixture.security().scan().tables())
			.filteredOn((table) -> table.table().equals(new TableName("attic", "old_contract")))
			.singleElement()
			.satisfies((table) -> assertThat(table.present()).hasSize(6));
		assertThat(this.fixture.security().apply(true).steps()).isEmpty();
	}

	@Test
	void namesThatNeedQuotesAreQuoted() {
		this.fixture.asOwner("create schema \"odd \"\"one\"",
				"create table \"odd \"\"one\".\"Or;der's\" (\"Tenant \"\"Id\" uuid)");
		RowLevelSecurity security = new RowLevelSecurity(this.fixture.owner, ROLES,
				TenantTables.in("odd \"one").withColumn("Tenant \"Id"));
		security.apply(false);
		assertThat(security.apply(false).steps()).isEmpty();
		security.verify();
	}

	@Test
	void migrationIsTheSameByteForByteAndDoesWhatApplyDoes() {
		this.fixture.withProduct();
		this.fixture.asOwner("create table z_event (tenant_id uuid, at date) partition by range (at)",
				"create table a_event partition of z_event default",
				"create table invoice (tenant_id uuid, id serial)");
		String before = this.fixture.security().migration();
		this.fixture.asOwner(before);
		this.fixture.security().verify();
		assertThat(this.fixture.security().apply(true).steps()).isEmpty();
		assertThat(this.fixture.security().migration()).isEqualTo(before);
		this.fixture.asOwner(before);
	}

	@Test
	void globalTablesCanBeReadOnceDeclared() {
		this.fixture.withProduct();
		this.fixture.asOwner("create table country (code text primary key)");
		RowLevelSecurity security = new RowLevelSecurity(this.fixture.owner, ROLES,
				TenantTables.in("public").withGlobal(List.of(new TableName("public", "country"))));
		security.apply(false);
		security.verify();
		assertThat(count("country")).isZero();
	}

	@Test
	void missingRoleOrFunctionIsSaidPlainly() {
		RoleNames strange = new RoleNames(ROLES.owner(), ROLES.platform(), ROLES.application(), "reader_of_\"all");
		assertThatExceptionOfType(StratumException.class)
			.isThrownBy(() -> new RowLevelSecurity(this.fixture.owner, strange, TenantTables.in("public")).apply(false))
			.withMessageContaining("create role \"reader_of_\"\"all\"");
		try (RolesFixture bare = RolesFixture.empty()) {
			assertThatExceptionOfType(StratumException.class).isThrownBy(() -> bare.security().apply(false))
				.withMessageContaining("stratum.visible_tenant_ids");
		}
	}

	@Test
	void databaseWithoutEngineIsProtectedThroughTheCompanion() {
		try (RolesFixture tenant = RolesFixture.empty()) {
			CompanionSchema.install(tenant.owner, ROLES);
			CompanionSchema.install(tenant.owner, ROLES);
			tenant.withProduct().protectedByPolicies();
			tenant.security().verify();
			assertThat(tenant
				.<Long>asSubtree((jdbc) -> jdbc.sql("select count(*) from orders").query(Long.class).single(), ACME))
				.isZero();
		}
	}

	@Test
	void lockThatIsNotGivenIsAskedForAgain() throws Exception {
		this.fixture.withProduct();
		ExecutorService writer = Executors.newSingleThreadExecutor();
		try (Connection connection = this.fixture.owner.getConnection()) {
			connection.setAutoCommit(false);
			connection.createStatement().execute("lock table orders in row exclusive mode");
			Future<RowLevelSecurityPlan> applied = writer.submit(() -> new RowLevelSecurity(this.fixture.owner, ROLES,
					TenantTables.in("public"), Duration.ofSeconds(1))
				.apply(false));
			awaitLockTimeout();
			connection.rollback();
			assertThat(applied.get().executed()).isTrue();
		}
		finally {
			writer.shutdownNow();
		}
		this.fixture.security().verify();
	}

	@Test
	void nodesThatStartTogetherTakeTurns() throws Exception {
		this.fixture.withProduct();
		ExecutorService nodes = Executors.newFixedThreadPool(3);
		try {
			Callable<RowLevelSecurityPlan> start = () -> this.fixture.security().apply(false);
			for (Future<RowLevelSecurityPlan> node : nodes.invokeAll(List.of(start, start, start))) {
				assertThat(node.get().executed()).isTrue();
			}
		}
		finally {
			nodes.shutdownNow();
		}
		this.fixture.security().verify();
	}

	@Test
	void nodeWaitsForItsTurn() throws Exception {
		this.fixture.withProduct();
		ExecutorService node = Executors.newSingleThreadExecutor();
		try (Connection other = this.fixture.owner.getConnection()) {
			other.setAutoCommit(false);
			other.createStatement().execute("select pg_advisory_xact_lock(%d)".formatted(Ddl.TURN));
			Future<RowLevelSecurityPlan> applied = node.submit(() -> this.fixture.security().apply(false));
			await(() -> isWaiting("locktype = 'advisory'") || applied.isDone());
			assertThat(applied.isDone()).isFalse();
			other.commit();
			assertThat(applied.get().executed()).isTrue();
		}
		finally {
			node.shutdownNow();
		}
	}

	private void awaitLockTimeout() {
		await(() -> isWaiting("relation = 'orders'::regclass"));
		await(() -> !isWaiting("relation = 'orders'::regclass"));
	}

	private boolean isWaiting(String lock) {
		return JdbcClient.create(this.fixture.administrator)
			.sql("select exists (select from pg_locks where %s and not granted)".formatted(lock))
			.query(Boolean.class)
			.single();
	}

	private long queries() {
		CountingDataSource counting = new CountingDataSource(this.fixture.owner);
		assertThat(new RowLevelSecurity(counting, ROLES, TenantTables.in("public")).apply(false).steps()).isEmpty();
		return counting.statements();
	}

	private TableProtection protection(String name) {
		return this.fixture.security()
			.scan()
			.tables()
			.stream()
			.filter((table) -> table.table().name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private long count(String table) {
		return this.fixture.as(ACME, (jdbc) -> jdbc.sql("select count(*) from " + table).query(Long.class).single());
	}

}
