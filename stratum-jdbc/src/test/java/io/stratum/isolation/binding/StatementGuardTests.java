package io.stratum.isolation.binding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementGuardTests {

	@ParameterizedTest
	@ValueSource(strings = { "begin", "BEGIN;", "start transaction", "commit", "end", "rollback", "abort",
			"savepoint a", "release savepoint a", "rollback to a", "prepare transaction 'x'", "discard all",
			"set role stratum_platform", "set local role x", "set session role x", "reset role", "set \"role\" = x",
			"set search_path to x", "SET LOCAL search_path = x", "set schema 'x'", "reset search_path", "reset all",
			"set session authorization x", "reset session authorization", "set app.current_tenant_id = 'x'",
			"set local app.current_tenant_id to 'x'", "set \"app\".current_tenant_id = 'x'",
			"set \"app.current_tenant_id\" = 'x'", "reset app.current_tenant_id", "vacuum orders",
			"copy orders from stdin", "copy orders (id, item) from '/tmp/x'", "  \n\t commit", "-- why\ncommit",
			"/* a /* b */ c */ commit", "select 1; commit", "select ';' ; commit", "select $$;$$; commit",
			"select $a$ ; $$ $a$; commit", "select e'\\'' ; commit", "select \";\" from t; rollback", ";;commit",
			"select '--' ; commit" })
	void refusesWhatWouldEndOrChangeTheBinding(String sql) {
		assertThatExceptionOfType(StatementRefusedException.class).isThrownBy(() -> new StatementText(sql).allowed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1", "select 'commit'", "select $$ ; commit $$", "select 1 -- ; commit",
			"select 1 /* ; commit */", "select e'\\'; commit'", "select \"; commit\" from t", "(select 1)",
			"set transaction read only", "set local statement_timeout = 5", "set constraints all deferred",
			"copy orders to stdout", "copy (select * from orders) to stdout", "insert into commit values (1)",
			"create function f() returns int begin atomic select 1; end", "select $1", "select a$b$c from t", "",
			"select ';commit", "prepare p as select 1", "show search_path", "{call f()}", "select '\\'; select 1" })
	void letsPassWhatKeepsTheBinding(String sql) {
		assertThat(new StatementText(sql).allowed().sql()).isEqualTo(sql);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "select 1", "SELECT 1;", "with x as (select 1) select * from x", "insert into t values (1)",
					"update t set a = 1", "delete from t", "(select 1) union (select 2)", "/* hint */ select 1" })
	void singleStatementsOnRowsMayCarryTheBinding(String sql) {
		assertThat(new StatementText(sql).isCombinable()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 1; select 2", "call p()", "{call f()}", "explain select 1", "set x = 1", "",
			"truncate t", "create table x (a int)" })
	void otherStatementsGoAlone(String sql) {
		assertThat(new StatementText(sql).isCombinable()).isFalse();
	}

}
