package io.stratum.permission;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant was given of one permission, before its ancestors are asked.
 *
 * @param id its identity
 * @param tenantId the tenant it was given to
 * @param key the permission, 1 to 255 characters; it never changes
 * @param value how much of it, as plain JSON
 * @param mode what tenants below may do with it
 * @param revocationMode what revoking it means to tenants below
 * @param grantedBy the tenant of whoever wrote it last, or {@code null} for an operator
 * @param frozen whether a soft revocation left it; then it concerns this tenant alone
 * @param version number of its changes, from 1
 * @param createdAt when it was granted
 * @param updatedAt when it was changed last
 */
public record PermissionPolicy(UUID id, TenantId tenantId, String key, @Nullable Object value, DelegationMode mode,
		RevocationMode revocationMode, @Nullable TenantId grantedBy, boolean frozen, long version, Instant createdAt,
		Instant updatedAt) {

	Map<String, @Nullable Object> toJson() {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", this.id.toString());
		json.put("tenant_id", this.tenantId.toString());
		json.put("key", this.key);
		json.put("value", this.value);
		json.put("mode", this.mode.name());
		json.put("revocation_mode", this.revocationMode.name());
		json.put("source_tenant_id", this.tenantId.toString());
		json.put("granted_by", (this.grantedBy != null) ? this.grantedBy.toString() : null);
		json.put("frozen", this.frozen);
		json.put("version", this.version);
		json.put("created_at", this.createdAt.toString());
		json.put("updated_at", this.updatedAt.toString());
		return json;
	}

}
