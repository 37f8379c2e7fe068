package io.stratum.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.Json;
import io.stratum.engine.JsonData;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of permission policies.
 */
final class PermissionRows {

	private static final RowMapper<PermissionPolicy> POLICY = (row, index) -> Objects.requireNonNull(policy(row));

	private static final RowMapper<Level> LEVEL = (row, index) -> new Level(
			new TenantId(row.getObject("level_id", UUID.class)), TenantPath.ofLtree(row.getString("level_path")),
			"archived".equals(row.getString("level_status")), policy(row), path(row, "granter_path"));

	private final EngineDatabase database;

	PermissionRows(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Reads all policies of a tenant and its ancestors; a level appears once per policy,
	 * at least once.
	 */
	List<Level> levels(TenantId tenant) {
		return this.database.jdbc().sql("""
				select a.id as level_id, a.path::text as level_path, a.status as level_status,
					null as granter_path, p.*
				from stratum.tenant t
				join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				left join stratum.permission_policy p on p.tenant_id = a.id
				where t.id = ?
				order by nlevel(a.path), p.key
				""").param(tenant.value()).query(LEVEL).list();
	}

	/**
	 * Reads the policies of one key, root first; the tenant stays while the transaction
	 * lasts.
	 */
	List<Level> levels(TenantId tenant, String key) {
		return this.database.jdbc().sql("""
				select a.id as level_id, a.path::text as level_path, a.status as level_status,
					g.path::text as granter_path, p.*
				from stratum.tenant t
				join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				left join stratum.permission_policy p on p.tenant_id = a.id and p.key = ?
				left join stratum.tenant g on g.id = p.granted_by
				where t.id = ?
				order by nlevel(a.path)
				""").params(key, tenant.value()).query(LEVEL).list();
	}

	/**
	 * Reads the policies of the key that a policy of the tenant is about, root first.
	 */
	List<Level> levels(TenantId tenant, UUID policy) {
		return this.database.jdbc().sql("""
				select a.id as level_id, a.path::text as level_path, a.status as level_status,
					g.path::text as granter_path, p.*
				from stratum.permission_policy wanted
				join stratum.tenant t on t.id = wanted.tenant_id
				join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				left join stratum.permission_policy p on p.tenant_id = a.id and p.key = wanted.key
				left join stratum.tenant g on g.id = p.granted_by
				where wanted.id = ? and wanted.tenant_id = ?
				order by nlevel(a.path)
				""").params(policy, tenant.value()).query(LEVEL).list();
	}

	/**
	 * Reads the policies of one key in all descendants, parents before children.
	 */
	List<Level> descendants(TenantId top, String key) {
		return this.database.jdbc().sql("""
				select t.id as level_id, t.path::text as level_path, t.status as level_status,
					g.path::text as granter_path, p.*
				from stratum.tenant top
				join stratum.tenant t on t.path <@ top.path and t.id <> top.id
				left join stratum.permission_policy p on p.tenant_id = t.id and p.key = ?
				left join stratum.tenant g on g.id = p.granted_by
				where top.id = ?
				order by nlevel(t.path), t.id
				""").params(key, top.value()).query(LEVEL).list();
	}

	PermissionPolicy insert(TenantId tenant, PermissionGrant grant, @Nullable TenantId granter, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.permission_policy (id, tenant_id, key, value, mode, revocation_mode, granted_by,
						created_at, updated_at)
					values (:id, :tenant, :key, :value::jsonb, :mode, :revocation, :granter, :now, :now)
					returning *
					""")
			.param("id", Journal.newId())
			.param("tenant", tenant.value())
			.param("key", grant.key())
			.param("value", Json.write(grant.value()))
			.param("mode", grant.mode().name())
			.param("revocation", grant.revocationMode().name())
			.param("granter", value(granter), Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(POLICY)
			.single();
	}

	PermissionPolicy update(UUID id, PermissionGrant grant, @Nullable TenantId granter, Instant now) {
		return this.database.jdbc()
			.sql("""
					update stratum.permission_policy
					set value = :value::jsonb, mode = :mode, revocation_mode = :revocation, granted_by = :granter,
						frozen = false, version = version + 1, updated_at = :now
					where id = :id
					returning *
					""")
			.param("id", id)
			.param("value", Json.write(grant.value()))
			.param("mode", grant.mode().name())
			.param("revocation", grant.revocationMode().name())
			.param("granter", value(granter), Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(POLICY)
			.single();
	}

	void delete(UUID id) {
		this.database.jdbc().sql("delete from stratum.permission_policy where id = ?").param(id).update();
	}

	/**
	 * Deletes the policies of a key in all descendants, of whatever status, that somebody
	 * may revoke.
	 * @param home whose tenant and those below granted what may go, or {@code null} for
	 * everything
	 * @return what went, with the place of its tenant
	 */
	List<Level> deleteBelow(TenantId top, String key, @Nullable TenantId home) {
		return this.database.jdbc()
			.sql("""
					delete from stratum.permission_policy p
					using stratum.tenant top, stratum.tenant t
					where top.id = :top and t.path <@ top.path and t.id <> top.id
						and p.tenant_id = t.id and p.key = :key and p.revocation_mode <> 'PERMANENT'
						and (:home::uuid is null or exists (
							select 1 from stratum.tenant g
							join stratum.tenant h on h.id = :home::uuid and g.path <@ h.path
							where g.id = p.granted_by))
					returning t.id as level_id, t.path::text as level_path, t.status as level_status,
						null as granter_path, p.*
					""")
			.param("top", top.value())
			.param("key", key)
			.param("home", value(home), Types.OTHER)
			.query(LEVEL)
			.list();
	}

	/**
	 * Writes frozen policies, over those that are there.
	 * @param rows an array of objects with id, tenant, value and mode
	 */
	List<PermissionPolicy> freeze(String key, @Nullable TenantId granter, List<?> rows, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.permission_policy as p (id, tenant_id, key, value, mode, revocation_mode,
						granted_by, frozen, created_at, updated_at)
					select f.id, f.tenant_id, :key, coalesce(f.value, 'null'), f.mode, 'SOFT', :granter::uuid, true, :now, :now
					from jsonb_to_recordset(:rows::jsonb) as f(id uuid, tenant_id uuid, value jsonb, mode text)
					on conflict (tenant_id, key) do update
					set value = excluded.value, mode = excluded.mode, revocation_mode = excluded.revocation_mode,
						granted_by = excluded.granted_by, frozen = true, version = p.version + 1,
						updated_at = excluded.updated_at
					returning *
					""")
			.param("key", key)
			.param("granter", value(granter), Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.param("rows", Json.write(rows))
			.query(POLICY)
			.list();
	}

	private static @Nullable UUID value(@Nullable TenantId id) {
		return (id != null) ? id.value() : null;
	}

	private static @Nullable PermissionPolicy policy(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		if (id == null) {
			return null;
		}
		UUID granter = row.getObject("granted_by", UUID.class);
		return new PermissionPolicy(id, new TenantId(row.getObject("tenant_id", UUID.class)), row.getString("key"),
				JsonData.read(row.getString("value")), DelegationMode.ofWireName(row.getString("mode")),
				RevocationMode.ofWireName(row.getString("revocation_mode")),
				(granter != null) ? new TenantId(granter) : null, row.getBoolean("frozen"), row.getLong("version"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	private static @Nullable TenantPath path(ResultSet row, String column) throws SQLException {
		String path = row.getString(column);
		return (path != null) ? TenantPath.ofLtree(path) : null;
	}

}
