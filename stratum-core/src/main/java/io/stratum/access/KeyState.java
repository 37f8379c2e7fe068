package io.stratum.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * All that decides whether an API key is valid, and for what.
 *
 * @param key what a valid key proves
 * @param path the place of its tenant, or {@code null} for an operator key
 * @param hash the hash it is stored under
 * @param tenantsActive whether its tenant and all ancestors are active
 * @param revokedAt when it was revoked, or {@code null}
 * @param retiresAt when its successor takes over, or {@code null}
 * @param expiresAt when it expires, or {@code null}
 */
record KeyState(AuthenticatedKey key, @Nullable TenantPath path, KeyHash hash, boolean tenantsActive,
		@Nullable Instant revokedAt, @Nullable Instant retiresAt, @Nullable Instant expiresAt) {

	boolean isValid(Instant now) {
		return this.tenantsActive && this.revokedAt == null && isBefore(now, this.retiresAt)
				&& isBefore(now, this.expiresAt);
	}

	private static boolean isBefore(Instant now, @Nullable Instant end) {
		return end == null || now.isBefore(end);
	}

	/**
	 * Finds a key by any of its possible hashes, in one round trip.
	 */
	static Optional<KeyState> load(EngineDatabase database, List<KeyHash> hashes) {
		return database.jdbc()
			.sql("""
					select k.*, coalesce(r.scopes, k.scopes) as effective_scopes, t.path::text as path,
						not exists (
							select 1
							from stratum.tenant a
							where a.id = any(string_to_array(t.path::text, '.')::uuid[])
							and a.status <> 'active') as tenants_active
					from stratum.api_key k
					left join stratum.role r on r.id = k.role_id
					left join stratum.tenant t on t.id = k.tenant_id
					where k.hash in (:hashes)
					""")
			.param("hashes", hashes.stream().map(KeyHash::bytes).toList())
			.query((row, index) -> map(row))
			.optional();
	}

	private static KeyState map(ResultSet row) throws SQLException {
		UUID id = row.getObject("id", UUID.class);
		TenantId home = Columns.tenant(row, "tenant_id");
		Set<Scope> scopes = Columns.scopes(row, "effective_scopes");
		String name = Objects.requireNonNullElse(row.getString("name"), row.getString("key_prefix"));
		Caller caller = new Caller(Caller.Type.API_KEY, id.toString(), name, home, scopes, null, null, null);
		String path = row.getString("path");
		return new KeyState(
				new AuthenticatedKey(id, caller, row.getObject("rate_limit_max", Integer.class),
						row.getString("rate_limit_window")),
				(path != null) ? TenantPath.ofLtree(path) : null, new KeyHash(row.getBytes("hash")),
				row.getBoolean("tenants_active"), Columns.nullableInstant(row, "revoked_at"),
				Columns.nullableInstant(row, "retires_at"), Columns.nullableInstant(row, "expires_at"));
	}

}
