package io.stratum.isolation.template;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.isolation.placement.PlacementFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy is exact, or there is none and the reason is told.
 */
class SchemaCopyIntegrationTests {

	private static PlacementFixture fixture;

	private final String source = "t_" + UUID.randomUUID().toString().replace("-", "");

	private final String target = "t_" + UUID.randomUUID().toString().replace("-", "");

	@BeforeAll
	static void start() {
		fixture = new PlacementFixture();
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void createSchemas() {
		run("create schema " + this.source);
		run("create schema " + this.target);
		run("""
				create type mood as enum ('calm', 'it''s "stormy"');
				create sequence invoice_number start with 1000 increment by 5;
				create function next_number() returns bigint language sql as 'select nextval(''invoice_number'')';
				create table customer (
					tenant_id uuid not null default nullif(current_setting('app.current_tenant_id', true), '')::uuid,
					id bigint generated always as identity,
					name text collate "C" not null default 'nobody',
					feeling mood not null default 'calm',
					dropped text,
					upper_name text generated always as (upper(name)) stored,
					number bigint not null default next_number(),
					constraint customer_pk primary key (tenant_id, id),
					constraint "odd name" check (length(name) < 100)
				) with (fillfactor = 70);
				alter table customer drop column dropped;
				create table invoice (
					tenant_id uuid not null,
					id serial,
					customer bigint not null,
					price numeric(12, 2),
					constraint invoice_pk primary key (tenant_id, id),
					constraint invoice_customer foreign key (tenant_id, customer) references customer (tenant_id, id)
						on delete cascade deferrable initially deferred
				);
				create unlogged table scratch (line text);
				create index invoice_by_price on invoice (tenant_id, price desc nulls last) where price > 0;
				create view dear with (security_invoker = true) as select * from invoice where price > 1000;
				create view dearest as select * from dear where price > 100000;
				create function touch() returns trigger language plpgsql as $$ begin new.name := new.name || '!'; return new; end $$;
				create trigger touched before insert on customer for each row execute function touch();
				alter table customer enable row level security;
				alter table customer force row level security;
				create policy readers on customer for select to stratum_app, stratum_platform using (tenant_id is not null);
				create policy everybody on customer to stratum_owner using (true) with check (true);
				create policy narrow on invoice as restrictive for insert with check (price >= 0);
				grant usage on schema %1$s to stratum_app;
				grant select, insert on customer to stratum_app with grant option;
				grant update (name) on customer to stratum_platform;
				grant usage on sequence invoice_number to stratum_app;
				revoke all on function next_number() from public;
				grant execute on function next_number() to stratum_app;
				comment on schema %1$s is 'all of it; and "more"';
				comment on table customer is 'it''s a customer';
				comment on column customer.name is 'a name';
				comment on policy readers on customer is 'stratum:plain:0';
				comment on constraint "odd name" on customer is 'odd';
				comment on trigger touched on customer is 'touched';
				comment on function touch() is 'touches';
				comment on type mood is 'a mood';
				comment on index invoice_by_price is 'prices';
				insert into customer (tenant_id, name) values (gen_random_uuid(), 'Ada'), (gen_random_uuid(), 'Grace');
				insert into invoice (tenant_id, customer, price) select tenant_id, id, 12 from customer;
				"""
			.formatted(this.source));
	}

	@Test
	void copyHoldsTheSameObjectsRightsCommentsAndRows() throws SQLException {
		assertThat(copy()).isEmpty();
		assertThat(rows("select name, number, upper_name from %s.customer order by id", this.target))
			.isEqualTo(rows("select name, number, upper_name from %s.customer order by id", this.source))
			.hasSize(2);
		assertThat(new SchemaFacts(JdbcClient.create(fixture.owner)).difference(this.source, this.target)).isEmpty();
	}

	@Test
	void copyOfASealedSchemaIsOpenToThoseToWhomItsSourceWas() throws SQLException {
		List<String> before = rows("select obj_description('%s'::regnamespace)", this.source);
		seal();
		seal();
		assertThat(rows("select has_schema_privilege('stratum_app', '%s', 'usage')", this.source))
			.containsExactly("(f)");
		assertThat(copy()).isEmpty();
		assertThat(rows("select has_schema_privilege('stratum_app', '%s', 'usage')", this.target))
			.containsExactly("(t)");
		assertThat(rows("select obj_description('%s'::regnamespace)", this.target))
			.isEqualTo(before.stream().map((comment) -> comment.replace(this.source, this.target)).toList());
	}

	private void seal() throws SQLException {
		try (Connection connection = fixture.owner.getConnection()) {
			SchemaSeal seal = new SchemaSeal(connection);
			seal.seal(this.source);
			assertThat(seal.isSealed(this.source)).isTrue();
			assertThat(seal.isSealed(this.target)).isFalse();
		}
	}

	@Test
	void copyGoesItsOwnWay() throws SQLException {
		assertThat(copy()).isEmpty();
		run(this.target, "insert into customer (tenant_id, name) values (gen_random_uuid(), 'Joan')");
		assertThat(rows("select name, id, number from %s.customer where name like 'Joan%%'", this.target))
			.containsExactly("(Joan!,3,1010)");
		assertThat(rows("select count(*) from %s.customer", this.source)).containsExactly("(2)");
		run(this.source, "drop schema " + this.source + " cascade");
		assertThat(rows("select count(*) from %s.dear", this.target)).containsExactly("(0)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "create materialized view sums as select 1 as one",
			"create domain positive as integer check (value > 0)", "create table half partition of whole default",
			"create statistics s (ndistinct) on tenant_id, id from invoice",
			"alter default privileges in schema %s grant select on tables to stratum_app",
			"create aggregate longest (text) (sfunc = textcat, stype = text)" })
	void whatIsNotCoveredIsNotCopied(String sql) throws SQLException {
		run("create table whole (id bigint) partition by list (id)");
		if (!sql.contains("half")) {
			run("drop table whole");
		}
		run(sql.formatted(this.source));
		assertThat(copy()).hasValueSatisfying((reason) -> assertThat(reason).endsWith("which is not copied."));
		assertNothingIsLeft();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table invoice replica identity full",
			"alter table invoice alter column price set statistics 500", "alter table customer disable trigger touched",
			"create rule quiet as on delete to scratch do instead nothing", "alter table invoice cluster on invoice_pk",
			"alter table invoice alter column price set (n_distinct = 5)",
			"revoke update on invoice from stratum_owner",
			"alter table customer alter column name set storage external" })
	void whatTheScriptOverlooksTheComparisonFinds(String sql) throws SQLException {
		run(sql);
		assertThat(copy()).hasValueSatisfying((reason) -> assertThat(reason).startsWith("The copy would differ: "));
		assertNothingIsLeft();
	}

	@Test
	void whatTheDatabaseRefusesIsNotCopied() throws SQLException {
		run(this.target, "create table customer (id bigint)");
		assertThat(copy()).hasValueSatisfying((reason) -> assertThat(reason).startsWith("The database refused: "));
		assertThat(tables(this.target)).containsExactly("(customer)");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"alter table customer add constraint late check (current_setting('search_path') <> 'pg_catalog')", """
					create function accepts(text) returns boolean language plpgsql as $$ begin
						if current_setting('search_path') = 'pg_catalog' then raise exception 'not %', $1; end if;
						return true; end $$;
					alter table customer add constraint late check (accepts(name))
					""" })
	void reasonHoldsNoValueOfARow(String sql) throws SQLException {
		run(sql);
		assertThat(copy()).hasValueSatisfying((reason) -> assertThat(reason).startsWith("The database refused: ")
			.contains("SQLState")
			.doesNotContain("Ada")
			.doesNotContain("Grace"));
	}

	private Optional<String> copy() throws SQLException {
		return new SchemaCopy(fixture.owner).copy(this.source, this.target);
	}

	private void assertNothingIsLeft() {
		assertThat(tables(this.target)).isEmpty();
		assertThat(tables(this.source)).isNotEmpty();
	}

	private static List<String> tables(String schema) {
		return rows("select relname from pg_class where relnamespace = '%s'::regnamespace", schema);
	}

	private static List<String> rows(String sql, String schema) {
		return JdbcClient.create(fixture.owner)
			.sql("select r::text from (" + sql.formatted(schema) + ") r")
			.query(String.class)
			.list();
	}

	private void run(String sql) {
		run(this.source, sql);
	}

	private static void run(String schema, String sql) {
		JdbcClient.create(fixture.owner)
			.sql("set search_path = " + schema + "; " + sql + "; reset search_path")
			.update();
	}

}
