package io.stratum.config;

import java.time.Instant;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A value that a tenant set itself.
 *
 * @param id its identity
 * @param tenant the tenant that set it
 * @param key the key
 * @param value the value: text, number, boolean, unmodifiable list or map, or
 * {@code null} for JSON null and for a masked value
 * @param locked whether tenants below are held to it
 * @param sensitive whether the value is secret
 * @param masked whether the value is left out because it is secret
 * @param version number of changes of the key, from 1; it goes on after a deletion
 * @param createdAt when it was first set
 * @param updatedAt when it was set last
 */
public record ConfigEntry(UUID id, TenantId tenant, String key, @Nullable Object value, boolean locked,
		boolean sensitive, boolean masked, long version, Instant createdAt, Instant updatedAt) {

}
