package io.stratum.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of roles, and of who has one.
 */
final class RoleRows {

	private static final RowMapper<Role> MAPPER = (row, index) -> map(row);

	private final EngineDatabase database;

	RoleRows(EngineDatabase database) {
		this.database = database;
	}

	Role insert(UUID id, @Nullable TenantId tenant, RoleSettings settings, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.role (id, tenant_id, name, description, scopes, created_at, updated_at)
					values (:id, :tenant, :name, :description, string_to_array(:scopes, ','), :now, :now)
					returning *
					""")
			.param("id", id)
			.param("tenant", Columns.of(tenant))
			.param("name", settings.name())
			.param("description", settings.description())
			.param("scopes", Columns.of(settings.scopes()))
			.param("now", Columns.of(now))
			.query(MAPPER)
			.single();
	}

	Role update(UUID id, RoleSettings settings, Instant now) {
		return this.database.jdbc()
			.sql("""
					update stratum.role
					set name = :name, description = :description, scopes = string_to_array(:scopes, ','),
						updated_at = :now, version = version + 1
					where id = :id
					returning *
					""")
			.param("id", id)
			.param("name", settings.name())
			.param("description", settings.description())
			.param("scopes", Columns.of(settings.scopes()))
			.param("now", Columns.of(now))
			.query(MAPPER)
			.single();
	}

	Optional<Role> find(UUID id) {
		return this.database.jdbc().sql("select * from stratum.role where id = ?").param(id).query(MAPPER).optional();
	}

	/**
	 * Finds a role and keeps it as it is until the transaction ends.
	 */
	Optional<Role> share(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.role where id = ? for share")
			.param(id)
			.query(MAPPER)
			.optional();
	}

	/**
	 * Finds a role and keeps others from changing or assigning it until the transaction
	 * ends.
	 */
	Optional<Role> lock(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.role where id = ? for update")
			.param(id)
			.query(MAPPER)
			.optional();
	}

	List<Role> list(@Nullable TenantId tenant, boolean all, @Nullable UUID after, int limit) {
		return this.database.jdbc()
			.sql("""
					select * from stratum.role
					where (:all or tenant_id is null or tenant_id = :tenant::uuid)
					and (:after::uuid is null or id > :after::uuid)
					order by id
					limit :limit
					""")
			.param("all", all)
			.param("tenant", Columns.of(tenant))
			.param("after", after)
			.param("limit", limit)
			.query(MAPPER)
			.list();
	}

	/**
	 * Counts the keys that are not over and the principals that have a role.
	 */
	long assigned(UUID id, Instant now) {
		return this.database.jdbc().sql("""
				select (
					select count(*)
					from stratum.api_key
					where role_id = :id
					and revoked_at is null
					and (retires_at is null or retires_at > :now))
				+ (
					select count(*)
					from stratum.principal_role
					where role_id = :id)
				""").param("id", id).param("now", Columns.of(now)).query(Long.class).single();
	}

	/**
	 * Removes a role, also from keys that are over.
	 */
	void delete(UUID id) {
		this.database.jdbc().sql("update stratum.api_key set role_id = null where role_id = ?").param(id).update();
		this.database.jdbc().sql("delete from stratum.role where id = ?").param(id).update();
	}

	boolean give(TenantId tenant, String principal, UUID role, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.principal_role (tenant_id, principal, role_id, created_at)
					values (:tenant, :principal, :role, :now)
					on conflict do nothing
					""")
			.param("tenant", tenant.value())
			.param("principal", principal)
			.param("role", role)
			.param("now", Columns.of(now))
			.update() > 0;
	}

	boolean take(TenantId tenant, String principal, UUID role) {
		return this.database.jdbc()
			.sql("delete from stratum.principal_role where tenant_id = ? and principal = ? and role_id = ?")
			.params(tenant.value(), principal, role)
			.update() > 0;
	}

	/**
	 * Returns the scopes that all roles of a principal in one tenant add up to.
	 */
	Set<Scope> scopes(TenantId tenant, String principal) {
		return this.database.jdbc().sql("""
				select array_agg(distinct scope) as scopes
				from stratum.principal_role p
				join stratum.role r on r.id = p.role_id
				cross join unnest(r.scopes) as scope
				where p.tenant_id = ?
				and p.principal = ?
				""").params(tenant.value(), principal).query((row, index) -> Columns.scopes(row, "scopes")).single();
	}

	private static Role map(ResultSet row) throws SQLException {
		RoleSettings settings = new RoleSettings(row.getString("name"), row.getString("description"),
				Columns.scopes(row, "scopes"));
		return new Role(row.getObject("id", UUID.class), Columns.tenant(row, "tenant_id"), settings,
				Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"), row.getLong("version"));
	}

}
