package io.stratum.benchmarks.tree;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import tools.jackson.databind.JsonNode;

/**
 * The best SQL that was found for what the engine does, over tables of the same columns
 * and indexes.
 */
final class ByHand {

	private final EngineDatabase database;

	ByHand(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Resolves config by one recursive query, the nearest entry of each key.
	 */
	Map<String, JsonNode> config(TenantId tenant) {
		Map<String, JsonNode> values = new HashMap<>();
		this.database.jdbc().sql("""
				with recursive way as (
					select id, parent_id, 0 as distance
					from plain.tenant
					where id = ?
					union all
					select t.id, t.parent_id, w.distance + 1
					from way w
					join plain.tenant t on t.id = w.parent_id
				)
				select distinct on (e.key) e.key, e.value
				from way w
				join plain.config_entry e on e.tenant_id = w.id
				order by e.key, w.distance
				""").param(tenant.value()).query((row) -> {
			values.put(row.getString(1), Json.read(row.getString(2)));
		});
		return values;
	}

	List<Named> descendants(Tenant top, int limit) {
		return this.database.jdbc().sql("""
				select id, slug, name
				from plain.tenant
				where path <@ ?::ltree
				and nlevel(path) > ?
				and status = 'active'
				order by nlevel(path), id
				limit ?
				""").params(top.path().ltree(), top.path().ids().size(), limit).query(ByHand::named).list();
	}

	List<Named> ancestors(Tenant tenant) {
		return this.database.jdbc().sql("""
				select a.id, a.slug, a.name
				from plain.tenant t
				join plain.tenant a on a.path @> t.path
				where t.id = ?
				and a.id <> t.id
				order by nlevel(a.path)
				""").param(tenant.id().value()).query(ByHand::named).list();
	}

	private static Named named(ResultSet row, int number) throws SQLException {
		return new Named(row.getObject(1, UUID.class), row.getString(2), row.getString(3));
	}

	/**
	 * Moves a subtree without asking anybody.
	 */
	void move(TenantId tenant, TenantId parent) {
		this.database.run(() -> {
			this.database.jdbc().sql("""
					update plain.tenant t
					set path = p.path || subpath(t.path, nlevel(m.path) - 1)
					from plain.tenant m, plain.tenant p
					where m.id = ?
					and p.id = ?
					and t.path <@ m.path
					""").params(tenant.value(), parent.value()).update();
			this.database.jdbc()
				.sql("update plain.tenant set parent_id = ? where id = ?")
				.params(parent.value(), tenant.value())
				.update();
		});
	}

	/**
	 * Creates a tenant without locks, journal or events.
	 */
	void create(Tenant parent, String slug) {
		TenantId id = TenantId.random();
		TenantPath path = parent.path().child(id);
		this.database.run(() -> {
			this.database.jdbc()
				.sql("select status from plain.tenant where id = ? for share")
				.param(parent.id().value())
				.query(String.class)
				.single();
			this.database.jdbc()
				.sql("insert into plain.tenant (id, parent_id, slug, name, path, sort_order) values (?, ?, ?, ?, ?::ltree, 0)")
				.params(id.value(), parent.id().value(), slug, slug, path.ltree())
				.update();
		});
	}

	/**
	 * A tenant as a list shows it.
	 */
	record Named(UUID id, String slug, String name) {

	}

}
