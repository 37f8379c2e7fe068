package io.stratum.config;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Value of one key as it holds for a tenant.
 *
 * @param key the key
 * @param value the value: text, number, boolean, unmodifiable list or map, or
 * {@code null} for JSON null and for a masked value
 * @param source the tenant that set it, or {@code null} for a declared default
 * @param inherited whether it is not the tenant's own
 * @param locked whether a lock is in force, the tenant's own included
 * @param sensitive whether the value is secret
 * @param masked whether the value is left out because it is secret
 * @param error {@code undecryptable} if the stored value does not open, else {@code null}
 */
public record EffectiveValue(String key, @Nullable Object value, @Nullable TenantId source, boolean inherited,
		boolean locked, boolean sensitive, boolean masked, @Nullable String error) {

}
