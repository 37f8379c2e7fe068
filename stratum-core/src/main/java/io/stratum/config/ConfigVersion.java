package io.stratum.config;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One step in the history of a key of a tenant.
 *
 * @param version its number, from 1
 * @param action {@code set} or {@code delete}
 * @param value the value then; {@code null} for JSON null, a deletion and a masked value
 * @param locked whether it was locked
 * @param sensitive whether it was secret
 * @param masked whether the value is left out because it is secret
 * @param actorType kind of principal that did it, as in the audit log
 * @param actorId id of that principal, or {@code null} for the application itself
 * @param at when it was done
 * @param requestId id of the request, if there was one
 */
public record ConfigVersion(long version, String action, @Nullable Object value, boolean locked, boolean sensitive,
		boolean masked, String actorType, @Nullable String actorId, Instant at, @Nullable String requestId) {

}
