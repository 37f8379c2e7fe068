package io.stratum.test.attack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.engine.SqlIdentifier;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.tenant.Tenant;
import io.stratum.test.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all rows of tenants past all guards, wherever they are.
 */
final class OwnedRows implements AutoCloseable {

	private static final String TABLES = """
			select c.oid::regclass::text as name,
			exists (
				select
				from pg_attribute a
				where a.attrelid = c.oid
				and a.attname = ?
				and not a.attisdropped
			) as owned
			from pg_class c
			where c.relkind in ('r', 'p')
			and not c.relispartition
			and pg_table_is_visible(c.oid)
			and c.relnamespace not in ('pg_catalog'::regnamespace, 'stratum'::regnamespace)
			order by 1
			""";

	private static final String KEYS = """
			select a.attname
			from pg_index i
			join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
			where i.indrelid = cast(? as regclass)
			and i.indisprimary
			and a.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
			""";

	private final TestDatabase database;

	private final Placements placements;

	private final String tenantColumn;

	private final Map<Placement, HikariDataSource> owners = new HashMap<>();

	OwnedRows(TestDatabase database, Placements placements, String tenantColumn) {
		this.database = database;
		this.placements = placements;
		this.tenantColumn = tenantColumn;
	}

	/**
	 * Describes all rows of a tenant, so that the slightest touch makes a difference.
	 */
	List<String> of(Tenant tenant) {
		JdbcClient sql = owner(tenant);
		return tables(sql).stream().filter(Table::owned).flatMap((table) -> rows(sql, table, tenant).stream()).toList();
	}

	// The place of a row changes with every update, even one that changes nothing.
	private List<String> rows(JdbcClient sql, Table table, Tenant tenant) {
		return sql
			.sql("select '%1$s ' || t.ctid || ' ' || t::text from %1$s t where %2$s = ? order by t.ctid"
				.formatted(table.name(), column()))
			.param(tenant.id().value())
			.query((row, number) -> row.getString(1))
			.list();
	}

	/**
	 * Returns what tells the rows of a tenant from others; what is in tables of nobody
	 * tells nothing.
	 */
	OwnedValues valuesOf(Tenant tenant) {
		OwnedValues own = new OwnedValues(new HashSet<>(), new HashSet<>());
		OwnedValues global = new OwnedValues(new HashSet<>(), new HashSet<>());
		JdbcClient sql = owner(tenant);
		for (Table table : tables(sql)) {
			collect(sql, table, tenant, table.owned() ? own : global);
		}
		return own.without(global);
	}

	private void collect(JdbcClient sql, Table table, Tenant tenant, OwnedValues values) {
		Set<String> keys = Set
			.copyOf(sql.sql(KEYS).param(table.name()).query((row, number) -> row.getString(1)).list());
		sql.sql("""
				select v.key, v.value
				from %1$s t, jsonb_each_text(to_jsonb(t)) v
				where not ? or to_jsonb(t) ->> ? = ?
				""".formatted(table.name()))
			.param(table.owned())
			.param(this.tenantColumn)
			.param(tenant.id().toString())
			.query((row) -> {
				String value = row.getString(2);
				if (keys.contains(row.getString(1))) {
					values.keys().add(row.getString(1) + "=" + value);
				}
				else if (value != null && OwnedValues.isTelling(value)) {
					values.texts().add(value);
				}
			});
	}

	private List<Table> tables(JdbcClient sql) {
		return sql.sql(TABLES)
			.param(this.tenantColumn)
			.query((row, number) -> new Table(row.getString(1), row.getBoolean(2)))
			.list();
	}

	private String column() {
		return SqlIdentifier.quote(this.tenantColumn);
	}

	private JdbcClient owner(Tenant tenant) {
		return JdbcClient.create(this.owners.computeIfAbsent(this.placements.of(tenant), this.database::ownerOf));
	}

	@Override
	public void close() {
		this.owners.values().forEach(HikariDataSource::close);
		this.owners.clear();
	}

	/**
	 * A table that is found by its name.
	 */
	private record Table(String name, boolean owned) {

	}

}
