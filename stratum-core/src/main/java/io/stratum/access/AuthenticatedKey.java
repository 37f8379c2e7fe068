package io.stratum.access;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a valid API key proves.
 *
 * @param id the id of the key
 * @param caller who calls, with the scopes in force
 * @param rateLimitMax most requests in the window, or {@code null} for the default
 * @param rateLimitWindow the window as {@code <n> second|minute|hour|day(s)}, or
 * {@code null} for the default
 */
public record AuthenticatedKey(UUID id, Caller caller, @Nullable Integer rateLimitMax,
		@Nullable String rateLimitWindow) {

}
