package io.stratum.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Roads 10, 12 to 14, 26, 27, 29 and 32: SQL that Hibernate does not write.
 *
 * @param <E> the entity
 */
abstract class SqlRoads<E> extends ThreadRoads<E> {

	private static final int FETCH_SIZE = 2;

	SqlRoads() {
	}

	@Road
	void jdbcClientSeesOwnRowsOnly(Guard guard) {
		Attack.reading(foreign(guard)).isHeldByTheDatabase(guard);
		Attack.reading(() -> behind(guard).inTransaction(this.acme, foreign(guard)::getAsLong))
			.isHeldByTheDatabase(guard);
		assertThat(behind(guard).as(this.acme, () -> count(guard, this.acme.id().value()))).isOne();
	}

	@Road
	void jdbcClientChangesOwnRowsOnly(Guard guard) {
		changing(() -> behind(guard).inTransaction(this.acme, () -> update(guard, touch(), foreignTenant())))
			.isHeldByTheDatabase(guard);
		changing(() -> behind(guard).as(this.acme, () -> update(guard, delete(), foreignTenant())))
			.isHeldByTheDatabase(guard);
		assertThat(behind(guard).as(this.acme, () -> update(guard, touch(), this.acme.id().value()))).isOne();
	}

	@Road
	void statementWithoutConditionChangesOwnRowsOnly(Guard guard) {
		// Without a condition nothing is read, so the policy for reading is no help.
		undone(guard, "update %1$s set %2$s = default").isHeldByTheDatabase(guard);
		undone(guard, "delete from %1$s").isHeldByTheDatabase(guard);
	}

	@Road
	void insertedRowBelongsToTheBoundTenant(Guard guard) {
		long before = this.ownerOfAcme.count(this.mapping.table(), this.acme.id().value());
		behind(guard).as(this.acme, () -> behind(guard).sql.sql(insertStatement().replace("?", "default")).update());
		assertThat(this.ownerOfAcme.count(this.mapping.table(), this.acme.id().value())).isEqualTo(before + 1);
	}

	@Road
	void rowOfAnotherTenantIsNotInserted(Guard guard) {
		changing(() -> behind(guard).as(this.acme, () -> update(guard, insertStatement(), foreignTenant())))
			.isRefusedByTheDatabase(guard);
		changing(() -> behind(guard).inTransaction(this.acme, () -> update(guard, moveAway(), foreignTenant())))
			.isRefusedByTheDatabase(guard);
	}

	@Road
	void batchWithOneForeignRowIsRefusedAsAWhole(Guard guard) {
		List<String> own = this.owner.rowsOf(this.acme);
		List<Object[]> batch = Stream.of(this.acme, this.globex, this.acme)
			.map((tenant) -> new Object[] { tenant.id().value() })
			.toList();
		changing(() -> behind(guard).as(this.acme, () -> behind(guard).template.batchUpdate(insertStatement(), batch)))
			.isRefusedByTheDatabase(guard);
		if (guard == Guard.ROW_LEVEL_SECURITY) {
			assertThat(this.owner.rowsOf(this.acme)).isEqualTo(own);
		}
	}

	@Road
	void storedFunctionSeesOwnRowsOnly(Guard guard) {
		String create = """
				create function stratum_contract_count(tenant uuid) returns bigint
					language sql
					as 'select count(*) from %s where %s = tenant'
				""".formatted(this.mapping.table(), this.mapping.tenantColumn());
		this.ownerOfAcme.with(create, "drop function stratum_contract_count",
				() -> readingThrough(guard, "select stratum_contract_count(?)").isHeldByTheDatabase(guard));
	}

	@Road
	void triggerChangesOwnRowsOnly(Guard guard) {
		String create = """
				create function stratum_contract_touch() returns trigger
					language plpgsql
					as 'begin update %1$s set %2$s = %2$s where %2$s <> new.%2$s; return new; end';
				create trigger stratum_contract_touch
					after insert on %1$s
					for each row execute function stratum_contract_touch()
				""".formatted(this.mapping.table(), this.mapping.tenantColumn());
		this.ownerOfAcme.with(create, "drop function stratum_contract_touch cascade", () -> changing(
				() -> behind(guard).as(this.acme, () -> update(guard, insertStatement(), this.acme.id().value())))
			.isHeldByTheDatabase(guard));
	}

	@Road
	void viewShowsOwnRowsOnly(Guard guard) {
		String create = """
				create view stratum_contract_view with (security_invoker = true) as select * from %s;
				grant select on stratum_contract_view to public
				""".formatted(this.mapping.table());
		this.ownerOfAcme.with(create, "drop view stratum_contract_view", () -> readingThrough(guard,
				"select count(*) from stratum_contract_view where %s = ?".formatted(this.mapping.tenantColumn()))
			.isHeldByTheDatabase(guard));
	}

	@Road
	void nameInTheSchemaOfAnotherTenantReachesNothing(Guard guard) {
		String foreign = this.owner.qualifiedTable();
		String tenant = this.mapping.tenantColumn();
		throughAName(guard, readingThrough(guard, "select count(*) from %s where %s = ?".formatted(foreign, tenant)));
		for (String sql : List.of("update %1$s set %2$s = %2$s where %2$s = ?", "delete from %1$s where %2$s = ?")) {
			throughAName(guard, changing(() -> behind(guard).as(this.acme,
					() -> update(guard, sql.formatted(foreign, tenant), foreignTenant()))));
		}
	}

	// A name leads out of a schema; nothing leads out of a database.
	private void throughAName(Guard guard, Attack attack) {
		if (this.strategy == IsolationStrategy.SCHEMA) {
			attack.isHeldByRowLevelSecurity(guard);
		}
		else {
			attack.isHeldByTheDatabase(guard);
		}
	}

	@Road
	void cursorShowsOwnRowsOnly(Guard guard) {
		JdbcTemplate template = new JdbcTemplate(behind(guard).dataSource);
		template.setFetchSize(FETCH_SIZE);
		String sql = "select %1$s from %2$s, generate_series(1, 5) where %1$s = ?"
			.formatted(this.mapping.tenantColumn(), this.mapping.table());
		Attack.reading(() -> behind(guard).inTransaction(this.acme, () -> {
			try (Stream<UUID> rows = template.queryForStream(sql, (row, number) -> row.getObject(1, UUID.class),
					foreignTenant())) {
				return rows.count();
			}
		})).isHeldByTheDatabase(guard);
	}

	@Road
	void mergeIntoChangesOwnRowsOnly(Guard guard) {
		String merge = """
				merge into %1$s t using (select cast(? as uuid) tenant) s
				on t.%2$s = s.tenant
				when matched then update set %2$s = t.%2$s
				""".formatted(this.mapping.table(), this.mapping.tenantColumn());
		changing(() -> behind(guard).as(this.acme, () -> update(guard, merge, foreignTenant())))
			.isHeldByTheDatabase(guard);
	}

	@Road
	void conflictWithAForeignKeyValueChangesNothing(Guard guard) {
		List<String> key = this.owner.primaryKey();
		String insert = """
				insert into %1$s
				select * from jsonb_populate_record(null::%1$s, cast(? as jsonb))
				on conflict (%2$s) do update set %3$s = excluded.%3$s
				""".formatted(this.mapping.table(), OwnerView.list(key), this.mapping.tenantColumn());
		String row = this.owner.rowClaimedBy(this.globex, this.acme);
		Attack attack = changing(
				() -> behind(guard).as(this.acme, () -> behind(guard).sql.sql(insert).param(row).update()));
		if (key.contains(this.mapping.tenantColumn())) {
			// Keys of two tenants cannot conflict.
			attack.isHeld(guard);
		}
		else {
			attack.isHeldByTheDatabase(guard);
		}
	}

	@Road
	void temporaryTableDoesNotTakeThePlaceOfTheTable(Guard guard) {
		String create = "create temporary table stratum_contract_copy (like %s)".formatted(this.mapping.table());
		Attack attack = changing(
				() -> behind(guard).runInTransaction(this.acme, () -> behind(guard).sql.sql(create).update()));
		assertThat(attack.state()).as("SQLState of %s", attack.failure()).isEqualTo(Attack.REFUSED);
	}

	@Road
	void driverWithItsCopyInterfaceIsNotGivenOut(Guard guard) {
		behind(guard).runInTransaction(this.acme,
				() -> behind(guard).template.execute((ConnectionCallback<Boolean>) (connection) -> {
					assertThat(connection.isWrapperFor(PGConnection.class)).isFalse();
					return Boolean.TRUE;
				}));
	}

	@Test
	void tableBindsEvenItsOwner() {
		assertThat(this.owner.rowsSeenWithoutPolicy()).isZero();
	}

	/**
	 * Runs a statement on all tables, elements first, and takes it back.
	 */
	private Attack undone(Guard guard, String statement) {
		List<String> tables = new ArrayList<>(this.mapping.tables());
		Collections.reverse(tables);
		long own = tables.stream().mapToLong((table) -> this.ownerOfAcme.count(table, this.acme.id().value())).sum();
		AtomicLong changed = new AtomicLong();
		Attack attack = changing(
				() -> behind(guard).as(this.acme, () -> behind(guard).transaction().execute((status) -> {
					status.setRollbackOnly();
					tables.forEach((table) -> changed.addAndGet(
							behind(guard).sql.sql(statement.formatted(table, this.mapping.tenantColumn())).update()));
					return Boolean.TRUE;
				})));
		return new Attack(changed.get() > own, attack.failure());
	}

	private Attack readingThrough(Guard guard, String count) {
		return Attack.reading(() -> behind(guard).as(this.acme,
				() -> behind(guard).sql.sql(count).param(foreignTenant()).query(Long.class).single()));
	}

	private LongSupplier foreign(Guard guard) {
		return () -> behind(guard).as(this.acme, () -> count(guard, foreignTenant()));
	}

	private long count(Guard guard, UUID tenant) {
		return behind(guard).sql
			.sql("select count(*) from %s where %s = ?".formatted(this.mapping.table(), this.mapping.tenantColumn()))
			.param(tenant)
			.query(Long.class)
			.single();
	}

	private int update(Guard guard, String sql, UUID tenant) {
		return behind(guard).sql.sql(sql).param(tenant).update();
	}

	private String touch() {
		return "update %1$s set %2$s = %2$s where %2$s = ?".formatted(this.mapping.table(),
				this.mapping.tenantColumn());
	}

	private String delete() {
		return "delete from %s where %s = ?".formatted(this.mapping.table(), this.mapping.tenantColumn());
	}

	private String moveAway() {
		return "update %1$s set %2$s = ? where %2$s = '%3$s'".formatted(this.mapping.table(),
				this.mapping.tenantColumn(), this.acme.id());
	}

}
