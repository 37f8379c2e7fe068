package io.stratum.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.access.Peppers.Pepper;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The rows of API keys.
 */
final class ApiKeyRows {

	private static final RowMapper<ApiKey> MAPPER = (row, index) -> map(row);

	private final EngineDatabase database;

	ApiKeyRows(EngineDatabase database) {
		this.database = database;
	}

	ApiKey insert(ApiKey key, KeyHash hash, Pepper pepper) {
		return settings(this.database.jdbc().sql("""
				insert into stratum.api_key (id, tenant_id, key_prefix, hash, pepper, name, scopes, expires_at,
					rate_limit_max, rate_limit_window, role_id, replaces, created_at, updated_at)
				values (:id, :tenant, :prefix, :hash, :pepper, :name, string_to_array(:scopes, ','), :expires,
					:max, :window, :role, :replaces, :now, :now)
				returning *
				"""), key.settings()).param("id", key.id())
			.param("tenant", Columns.of(key.tenantId()))
			.param("prefix", key.keyPrefix())
			.param("hash", hash.bytes())
			.param("pepper", pepper.name())
			.param("role", key.roleId())
			.param("replaces", key.replaces())
			.param("now", Columns.of(key.createdAt()))
			.query(MAPPER)
			.single();
	}

	Optional<ApiKey> find(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.api_key where id = ?")
			.param(id)
			.query(MAPPER)
			.optional();
	}

	/**
	 * Finds a key and keeps it from changing until the transaction ends.
	 */
	Optional<ApiKey> lock(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.api_key where id = ? for update")
			.param(id)
			.query(MAPPER)
			.optional();
	}

	ApiKey update(UUID id, ApiKeySettings settings, Instant now) {
		return settings(this.database.jdbc().sql("""
				update stratum.api_key
				set name = :name, scopes = string_to_array(:scopes, ','), expires_at = :expires,
					rate_limit_max = :max, rate_limit_window = :window, updated_at = :now, version = version + 1
				where id = :id
				returning *
				"""), settings).param("id", id).param("now", Columns.of(now)).query(MAPPER).single();
	}

	ApiKey assign(UUID id, @Nullable UUID role, Instant now) {
		return this.database.jdbc().sql("""
				update stratum.api_key
				set role_id = :role, updated_at = :now, version = version + 1
				where id = :id
				returning *
				""").param("id", id).param("role", role).param("now", Columns.of(now)).query(MAPPER).single();
	}

	ApiKey revoke(UUID id, Instant now) {
		return this.database.jdbc().sql("""
				update stratum.api_key
				set revoked_at = :now, updated_at = :now, version = version + 1
				where id = :id
				returning *
				""").param("id", id).param("now", Columns.of(now)).query(MAPPER).single();
	}

	ApiKey retire(UUID id, Instant end, Instant now) {
		return this.database.jdbc().sql("""
				update stratum.api_key
				set retires_at = least(retires_at, :end), updated_at = :now, version = version + 1
				where id = :id
				returning *
				""").param("id", id).param("end", Columns.of(end)).param("now", Columns.of(now)).query(MAPPER).single();
	}

	List<ApiKey> list(@Nullable TenantId tenant, boolean all, @Nullable UUID after, int limit) {
		return this.database.jdbc()
			.sql("""
					select * from stratum.api_key
					where (:all or tenant_id = :tenant::uuid)
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

	List<ApiKey> dormant(@Nullable TenantId top, Instant since, Instant now, @Nullable UUID after, int limit) {
		return this.database.jdbc()
			.sql("""
					select * from stratum.api_key k
					where (:all or exists (
						select 1
						from stratum.tenant t
						where t.id = k.tenant_id
						and :top::text = any(string_to_array(t.path::text, '.'))))
					and k.revoked_at is null
					and (k.retires_at is null or k.retires_at > :now)
					and (k.last_used_at is null or k.last_used_at < :since)
					and (:after::uuid is null or k.id > :after::uuid)
					order by k.id
					limit :limit
					""")
			.param("all", top == null)
			.param("top", (top != null) ? top.label() : null)
			.param("since", Columns.of(since))
			.param("now", Columns.of(now))
			.param("after", after)
			.param("limit", limit)
			.query(MAPPER)
			.list();
	}

	boolean anyOfOperators() {
		return this.database.jdbc()
			.sql("select exists (select 1 from stratum.api_key where tenant_id is null)")
			.query(Boolean.class)
			.single();
	}

	/**
	 * Lets one node at a time look for operator keys.
	 */
	void lockBootstrap() {
		this.database.jdbc()
			.sql("select pg_advisory_xact_lock(hashtext('stratum.bootstrap.api-key'))::text")
			.query()
			.singleRow();
	}

	private static StatementSpec settings(StatementSpec statement, ApiKeySettings settings) {
		return statement.param("name", settings.name())
			.param("scopes", Columns.of(settings.scopes()))
			.param("expires", Columns.of(settings.expiresAt()))
			.param("max", settings.rateLimitMax())
			.param("window", settings.rateLimitWindow());
	}

	private static ApiKey map(ResultSet row) throws SQLException {
		ApiKeySettings settings = new ApiKeySettings(row.getString("name"), Columns.scopes(row, "scopes"),
				Columns.nullableInstant(row, "expires_at"), row.getObject("rate_limit_max", Integer.class),
				row.getString("rate_limit_window"));
		return new ApiKey(row.getObject("id", UUID.class), Columns.tenant(row, "tenant_id"),
				row.getString("key_prefix"), settings, row.getObject("role_id", UUID.class),
				Columns.nullableInstant(row, "last_used_at"), Columns.nullableInstant(row, "revoked_at"),
				Columns.nullableInstant(row, "retires_at"), row.getObject("replaces", UUID.class),
				Columns.instant(row, "created_at"), Columns.instant(row, "updated_at"), row.getLong("version"));
	}

}
