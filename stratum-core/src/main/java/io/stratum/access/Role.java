package io.stratum.access;

import java.time.Instant;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A named set of scopes that keys and other principals can be given.
 *
 * @param id its identity
 * @param tenantId the tenant it belongs to, or {@code null} for a global role
 * @param settings what was chosen about it
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param version number of its changes, from 1
 */
public record Role(UUID id, @Nullable TenantId tenantId, RoleSettings settings, Instant createdAt, Instant updatedAt,
		long version) {

}
