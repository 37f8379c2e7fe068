package io.stratum.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
 * The rows of policies.
 */
final class PolicyRows {

	private static final RowMapper<Policy> POLICY = (row, index) -> Objects.requireNonNull(policy(row));

	private static final RowMapper<PolicyLevel> LEVEL = (row, index) -> new PolicyLevel(
			new TenantId(row.getObject("level_id", UUID.class)), TenantPath.ofLtree(row.getString("level_path")),
			"archived".equals(row.getString("level_status")), policy(row), path(row.getString("writer_path")));

	private final EngineDatabase database;

	PolicyRows(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Reads the policies of a tenant and its ancestors; a tenant without any appears
	 * once.
	 */
	List<PolicyLevel> levels(TenantId tenant) {
		return this.database.jdbc().sql("""
				select a.id as level_id, a.path::text as level_path, a.status as level_status, null as writer_path, p.*
				from stratum.tenant t
				join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				left join stratum.abac_policy p on p.tenant_id = a.id
				where t.id = ?
				order by nlevel(a.path), p.priority desc, p.id
				""").param(tenant.value()).query(LEVEL).list();
	}

	/**
	 * Reads the policies of one composite of a tenant and its ancestors.
	 */
	List<PolicyLevel> levels(TenantId tenant, Policy.Composite composite) {
		return this.database.jdbc()
			.sql("""
					select a.id as level_id, a.path::text as level_path, a.status as level_status,
						w.path::text as writer_path, p.*
					from stratum.tenant t
					join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
					left join stratum.abac_policy p on p.tenant_id = a.id
						and p.resource_type = ? and p.action = ? and p.name = ?
					left join stratum.tenant w on w.id = p.written_by
					where t.id = ?
					""")
			.params(composite.resourceType(), composite.action(), composite.name(), tenant.value())
			.query(LEVEL)
			.list();
	}

	/**
	 * Reads the policies of the composite of one policy of a tenant, also those of its
	 * ancestors.
	 */
	List<PolicyLevel> levels(TenantId tenant, UUID policy) {
		return this.database.jdbc().sql("""
				select a.id as level_id, a.path::text as level_path, a.status as level_status,
					w.path::text as writer_path, p.*
				from stratum.abac_policy wanted
				join stratum.tenant t on t.id = wanted.tenant_id
				join stratum.tenant a on a.id = any (string_to_array(t.path::text, '.')::uuid[])
				join stratum.abac_policy p on p.tenant_id = a.id and p.resource_type = wanted.resource_type
					and p.action = wanted.action and p.name = wanted.name
				left join stratum.tenant w on w.id = p.written_by
				where wanted.id = ? and wanted.tenant_id = ?
				""").params(policy, tenant.value()).query(LEVEL).list();
	}

	Policy insert(TenantId tenant, NewPolicy description, @Nullable TenantId writer, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.abac_policy (id, tenant_id, name, resource_type, action, effect, conditions,
						priority, mode, written_by, created_at, updated_at)
					values (:id, :tenant, :name, :type, :action, :effect, :conditions::jsonb, :priority, :mode, :writer,
						:now, :now)
					returning *
					""")
			.param("id", Journal.newId())
			.param("tenant", tenant.value())
			.param("name", description.name())
			.param("type", description.resourceType())
			.param("action", description.action())
			.param("effect", description.effect().wireName())
			.param("conditions", conditions(description))
			.param("priority", description.priority())
			.param("mode", description.mode().name())
			.param("writer", value(writer), Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(POLICY)
			.single();
	}

	Policy update(UUID id, NewPolicy description, @Nullable TenantId writer, Instant now) {
		return this.database.jdbc()
			.sql("""
					update stratum.abac_policy
					set effect = :effect, conditions = :conditions::jsonb, priority = :priority, mode = :mode,
						written_by = :writer, version = version + 1, updated_at = :now
					where id = :id
					returning *
					""")
			.param("id", id)
			.param("effect", description.effect().wireName())
			.param("conditions", conditions(description))
			.param("priority", description.priority())
			.param("mode", description.mode().name())
			.param("writer", value(writer), Types.OTHER)
			.param("now", now.atOffset(ZoneOffset.UTC))
			.query(POLICY)
			.single();
	}

	/**
	 * Deletes a policy, and those of its composite in all descendants that somebody may
	 * delete.
	 * @param home whose tenant and those below wrote what may go, or {@code null} for
	 * everything
	 * @return what went, with the place of its tenant
	 */
	List<PolicyLevel> delete(Policy policy, @Nullable TenantId home) {
		return this.database.jdbc()
			.sql("""
					delete from stratum.abac_policy p
					using stratum.tenant top, stratum.tenant t
					where top.id = :top and t.path <@ top.path and p.tenant_id = t.id
						and p.resource_type = :type and p.action = :action and p.name = :name
						and (p.id = :id or t.id <> top.id and (:home::uuid is null or exists (
							select 1 from stratum.tenant w
							join stratum.tenant h on h.id = :home::uuid and w.path <@ h.path
							where w.id = p.written_by)))
					returning t.id as level_id, t.path::text as level_path, t.status as level_status,
						null as writer_path, p.*
					""")
			.param("top", policy.tenantId().value())
			.param("type", policy.resourceType())
			.param("action", policy.action())
			.param("name", policy.name())
			.param("id", policy.id())
			.param("home", value(home), Types.OTHER)
			.query(LEVEL)
			.list();
	}

	private static String conditions(NewPolicy description) {
		return Json.write(description.conditions().stream().map(Condition::toJson).toList());
	}

	private static @Nullable UUID value(@Nullable TenantId id) {
		return (id != null) ? id.value() : null;
	}

	private static @Nullable Policy policy(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		if (id == null) {
			return null;
		}
		UUID writer = row.getObject("written_by", UUID.class);
		return new Policy(id, new TenantId(row.getObject("tenant_id", UUID.class)), row.getString("name"),
				row.getString("resource_type"), row.getString("action"), Effect.ofWireName(row.getString("effect")),
				conditions(row.getString("conditions")), row.getInt("priority"),
				PolicyMode.ofWireName(row.getString("mode")), (writer != null) ? new TenantId(writer) : null,
				row.getLong("version"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant());
	}

	private static List<Condition> conditions(String json) {
		List<?> conditions = (List<?>) Objects.requireNonNull(JsonData.read(json));
		return conditions.stream().map((condition) -> Condition.ofJson((Map<?, ?>) condition)).toList();
	}

	private static @Nullable TenantPath path(@Nullable String ltree) {
		return (ltree != null) ? TenantPath.ofLtree(ltree) : null;
	}

}
