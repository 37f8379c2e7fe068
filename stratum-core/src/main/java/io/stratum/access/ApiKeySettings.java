package io.stratum.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What may be chosen and changed about an API key.
 *
 * @param name its name for people, 1 to 255 characters, or {@code null} for none
 * @param scopes what it may do while it has no role, at least one
 * @param expiresAt when it stops working, or {@code null} for never
 * @param rateLimitMax most requests in the window, 1 to 100,000, or {@code null} for the
 * default
 * @param rateLimitWindow the window as {@code <n> second|minute|hour|day(s)}, or
 * {@code null} for the default
 */
public record ApiKeySettings(@Nullable String name, Set<Scope> scopes, @Nullable Instant expiresAt,
		@Nullable Integer rateLimitMax, @Nullable String rateLimitWindow) {

	/** No name, read and write, never expiring, default limits. */
	public static final ApiKeySettings DEFAULTS = new ApiKeySettings(null, EnumSet.of(Scope.READ, Scope.WRITE), null,
			null, null);

	/**
	 * Keeps a copy of the scopes, and the end as exactly as the database does.
	 */
	public ApiKeySettings {
		scopes = Set.copyOf(scopes);
		expiresAt = (expiresAt != null) ? expiresAt.truncatedTo(ChronoUnit.MICROS) : null;
	}

	/**
	 * Chooses the name.
	 * @param name the name, or {@code null} for none
	 * @return settings with that name
	 */
	public ApiKeySettings named(@Nullable String name) {
		return new ApiKeySettings(name, this.scopes, this.expiresAt, this.rateLimitMax, this.rateLimitWindow);
	}

	/**
	 * Chooses the scopes.
	 * @param scopes the scopes
	 * @return settings with those scopes
	 */
	public ApiKeySettings scoped(Set<Scope> scopes) {
		return new ApiKeySettings(this.name, scopes, this.expiresAt, this.rateLimitMax, this.rateLimitWindow);
	}

	/**
	 * Chooses the scopes.
	 * @param scopes the scopes
	 * @return settings with those scopes
	 */
	public ApiKeySettings scoped(Scope... scopes) {
		return scoped(Set.of(scopes));
	}

	/**
	 * Chooses the end.
	 * @param expiresAt when the key stops working, or {@code null} for never
	 * @return settings with that end
	 */
	public ApiKeySettings expiring(@Nullable Instant expiresAt) {
		return new ApiKeySettings(this.name, this.scopes, expiresAt, this.rateLimitMax, this.rateLimitWindow);
	}

	/**
	 * Chooses the rate limit.
	 * @param max most requests in the window, or {@code null} for the default
	 * @param window the window, or {@code null} for the default
	 * @return settings with that limit
	 */
	public ApiKeySettings limited(@Nullable Integer max, @Nullable String window) {
		return new ApiKeySettings(this.name, this.scopes, this.expiresAt, max, window);
	}

}
