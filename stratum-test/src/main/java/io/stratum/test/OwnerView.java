package io.stratum.test;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.stratum.tenant.Tenant;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees and prepares the rows of an entity past all guards.
 */
final class OwnerView {

	private final Mapping<?> mapping;

	private final JdbcClient sql;

	private final TransactionTemplate transaction;

	OwnerView(Mapping<?> mapping, DataSource owner) {
		this.mapping = mapping;
		this.sql = JdbcClient.create(owner);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
	}

	/**
	 * Describes all rows of a tenant, so that the slightest touch makes a difference.
	 */
	List<String> rowsOf(Tenant tenant) {
		return this.mapping.tables().stream().map((table) -> table + " " + rowsOf(tenant, table)).toList();
	}

	// The place of a row changes with every update, even one that changes nothing.
	private String rowsOf(Tenant tenant, String table) {
		return this.sql.sql(
				"select coalesce(string_agg(t.ctid || ' ' || t::text, chr(10) order by t.ctid), '') from %s t where %s = ?"
					.formatted(table, this.mapping.tenantColumn()))
			.param(tenant.id().value())
			.query(String.class)
			.single();
	}

	long count(String table, UUID tenant) {
		return this.sql.sql("select count(*) from %s where %s = ?".formatted(table, this.mapping.tenantColumn()))
			.param(tenant)
			.query(Long.class)
			.single();
	}

	/**
	 * Counts elements of a tenant's entities that carry another tenant, or none.
	 */
	long strayElements(Mapping.Collection collection, Tenant tenant) {
		return this.sql
			.sql("""
					select count(*)
					from %s
					where (%s) in (select %s from %s where %s = :tenant)
					and %s is distinct from :tenant
					""".formatted(collection.table(), list(collection.keyColumns()), list(this.mapping.idColumns()),
					this.mapping.table(), this.mapping.tenantColumn(), this.mapping.tenantColumn()))
			.param("tenant", tenant.id().value())
			.query(Long.class)
			.single();
	}

	/**
	 * Hangs the elements of one tenant's entity on that of another.
	 * @return number of elements, 0 if the tables do not allow it
	 */
	int moveElements(Mapping.Collection collection, Tenant from, Tenant to) {
		return plant("update %s set (%s) = (select %s from %s where %s = :to) where %s = :from".formatted(
				collection.table(), list(collection.keyColumns()), list(this.mapping.idColumns()), this.mapping.table(),
				this.mapping.tenantColumn(), this.mapping.tenantColumn()), from, to);
	}

	/**
	 * Makes the reference of one tenant's entity lead to what another one's refers to.
	 * @return 1, or 0 if the tables do not allow it
	 */
	int moveReference(String attribute, Tenant from, Tenant to) {
		String columns = this.mapping.columnsOf(attribute)
			.stream()
			.filter((column) -> !column.equals(this.mapping.tenantColumn()))
			.collect(Collectors.joining(", "));
		return plant("update %s set (%s) = (select %s from %s where %s = :from) where %s = :to".formatted(
				this.mapping.table(), columns, columns, this.mapping.table(), this.mapping.tenantColumn(),
				this.mapping.tenantColumn()), from, to);
	}

	/**
	 * Returns the name by which the table is found from anywhere in its database.
	 */
	String qualifiedTable() {
		return this.sql.sql("""
				select format('%I.%I', n.nspname, c.relname)
				from pg_class c
				join pg_namespace n on n.oid = c.relnamespace
				where c.oid = cast(? as regclass)
				""").param(this.mapping.table()).query(String.class).single();
	}

	/**
	 * Returns the columns of the key that the table really has.
	 */
	List<String> primaryKey() {
		return this.sql.sql("""
				select a.attname
				from pg_index i
				join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
				where i.indrelid = cast(? as regclass)
				and i.indisprimary
				""").param(this.mapping.table()).query((row, number) -> row.getString(1)).list();
	}

	/**
	 * Returns a row of one tenant as JSON that claims to be of another.
	 */
	String rowClaimedBy(Tenant of, Tenant claimant) {
		return this.sql.sql(
				"select to_jsonb(t) || jsonb_build_object('%1$s', cast(:claimant as text)) from %2$s t where %1$s = :of"
					.formatted(this.mapping.tenantColumn(), this.mapping.table()))
			.param("claimant", claimant.id().toString())
			.param("of", of.id().value())
			.query(String.class)
			.single();
	}

	private int plant(String statement, Tenant from, Tenant to) {
		try {
			return this.sql.sql(statement).param("from", from.id().value()).param("to", to.id().value()).update();
		}
		catch (DataIntegrityViolationException ex) {
			return 0;
		}
	}

	/**
	 * Runs statements on tables, and takes them back after the work.
	 */
	void with(String create, String drop, Runnable work) {
		this.sql.sql(create).update();
		try {
			work.run();
		}
		finally {
			this.sql.sql(drop).update();
		}
	}

	/**
	 * Counts what the owner would see, were it not let through by a policy of its own.
	 */
	long rowsSeenWithoutPolicy() {
		Long seen = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			this.sql.sql("drop policy if exists tenant_isolation_platform on " + this.mapping.table()).update();
			return this.sql.sql("select count(*) from " + this.mapping.table()).query(Long.class).single();
		});
		return (seen != null) ? seen : 0;
	}

	static String list(List<String> columns) {
		return String.join(", ", columns);
	}

}
