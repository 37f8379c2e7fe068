package io.stratum.isolation.rls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.stratum.isolation.rls.RolesFixture.ACME;
import static io.stratum.isolation.rls.RolesFixture.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The migration that {@code docs/adopt.md} has people copy, on schemas of all kinds.
 */
class AdoptScriptIntegrationTests {

	private final RolesFixture fixture = RolesFixture.withEngine();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void everyKindOfKeyIsWidenedAndNothingIsLeftToFind() {
		this.fixture.asOwner("create table currency (code text primary key)", """
				create table "Order" (
					id integer generated always as identity primary key,
					"group" text not null,
					number integer not null,
					parent integer references "Order" on delete set null,
					currency text references currency,
					unique nulls not distinct ("group", number) include (currency)
				)""", """
				create table first_half (
					id serial primary key,
					"group" text,
					number integer,
					other integer,
					foreign key ("group", number) references "Order" ("group", number) on update cascade
				)""", """
				create table second_half (
					id bigint primary key,
					first_id integer references first_half deferrable initially deferred
				)""",
				"alter table first_half add foreign key (other) references first_half on delete set default not valid",
				"create table remark (second_id bigint references second_half, remark text)",
				"create unique index one_open on second_half (first_id) where first_id > 0",
				"create table logged (id integer, at date, primary key (id, at)) partition by range (at)",
				"create table logged_2025 partition of logged for values from ('2025-01-01') to ('2026-01-01')",
				"insert into currency values ('EUR')",
				"insert into \"Order\" (\"group\", number, currency) values ('a', 1, 'EUR')",
				"insert into \"Order\" (\"group\", number, parent) values ('a', 2, 1)",
				"insert into first_half (\"group\", number) values ('a', 2)", "insert into second_half values (7, 1)",
				"insert into logged values (1, '2025-05-05')");
		adopt("currency");
		RowLevelSecurity security = security("currency");
		security.apply(false);
		security.verify();
		assertThat(security.scan().findings()).extracting(DoctorFinding::id).containsOnly("D22");
		assertThat(this.fixture.<Long>as(ACME, (jdbc) -> count(jdbc, "\"Order\""))).isEqualTo(2);
		assertThat(this.fixture.<Long>as(ACME, (jdbc) -> count(jdbc, "logged"))).isOne();
		assertThat(this.fixture.<Long>as(GLOBEX, (jdbc) -> count(jdbc, "\"Order\""))).isZero();
	}

	@Test
	void valuesAreUniqueAndReferencesHoldWithinATenant() {
		this.fixture.asOwner("create table parent (id integer primary key, code text unique)",
				"create table child (id integer primary key, parent_id integer references parent on delete set null)",
				"insert into parent values (1, 'x')", "insert into child values (1, 1)");
		adopt();
		security().apply(false);
		String insert = "insert into parent (id, code) values (1, 'x')";
		assertThat(this.fixture.<Integer>as(GLOBEX, (jdbc) -> jdbc.sql(insert).update())).isOne();
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.fixture.<Integer>as(ACME, (jdbc) -> jdbc.sql(insert).update()));
		this.fixture.as(ACME, (jdbc) -> jdbc.sql("delete from parent").update());
		assertThat(this.fixture.<Long>as(ACME, (jdbc) -> count(jdbc, "child where parent_id is null"))).isOne();
		assertThat(this.fixture.<Long>as(GLOBEX, (jdbc) -> count(jdbc, "parent"))).isOne();
	}

	@Test
	void tablesThatHaveTheColumnAlreadyAreFilledAndASecondRunChangesNothing() {
		this.fixture.asOwner("create table note (id integer primary key)", "insert into note values (1)");
		TenantTables declared = TenantTables.in("public").withOwned(List.of(new TableName("public", "note")));
		RowLevelSecurity security = new RowLevelSecurity(this.fixture.owner, RolesFixture.ROLES, declared);
		assertThat(security.apply(false).blocked()).hasSize(1);
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(security::verify)
			.satisfies((ex) -> assertThat(ex.action()).contains("update …", "docs/adopt.md"));
		adopt();
		adopt();
		assertThat(security.apply(false).steps()).isEmpty();
		assertThat(this.fixture.<Long>as(ACME, (jdbc) -> count(jdbc, "note"))).isOne();
	}

	@Test
	void whatNobodyElseCanDecideStopsItWithNothingChanged() {
		this.fixture.asOwner("create table owned (id integer primary key)",
				"create table rate (id integer references owned)");
		assertThatException().isThrownBy(() -> adopt("rate")).withStackTraceContaining("belongs to nobody");
		assertThatException().isThrownBy(() -> adopt("rates")).withStackTraceContaining("does not exist");
		this.fixture.asOwner("drop table rate", "create table child (id integer references owned on update set null)");
		assertThatException().isThrownBy(() -> adopt()).withStackTraceContaining("cannot hold together");
		assertThat(this.fixture.security().scan().tables())
			.allMatch((table) -> table.tableClass() == TableClass.UNCLASSIFIED);
	}

	private RowLevelSecurity security(String... global) {
		return new RowLevelSecurity(this.fixture.owner, RolesFixture.ROLES, TenantTables.in("public")
			.withGlobal(Stream.of(global).map((name) -> new TableName("public", name)).toList()));
	}

	private void adopt(String... global) {
		this.fixture.asOwner(script(ACME).replace("array[]::text[];", "'{%s}';".formatted(String.join(",", global))));
	}

	private static String script(UUID tenant) {
		try {
			return Files.readString(Path.of("..", "docs", "adopt.sql"))
				.replace("${first_tenant}", tenant.toString())
				.replace("${flyway:table}", "flyway_schema_history");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Long count(JdbcClient jdbc, String what) {
		return jdbc.sql("select count(*) from " + what).query(Long.class).single();
	}

}
