package io.stratum.access;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What the running caller may do with one API key, so that nobody gains a scope.
 */
final class KeyRights {

	private final AccessGuard guard;

	private final RoleRows roles;

	KeyRights(AccessGuard guard, RoleRows roles) {
		this.guard = guard;
		this.roles = roles;
	}

	static StratumException notFound() {
		return new StratumException(ErrorCode.NOT_FOUND, "The API key is not found.");
	}

	static void check(ApiKeySettings settings, Instant now) {
		rules(settings).future(settings.expiresAt(), now).check();
	}

	ApiKey inReach(Optional<ApiKey> key) {
		return key.filter((found) -> this.guard.reaches(found.tenantId())).orElseThrow(KeyRights::notFound);
	}

	void requireMayGive(NewApiKey description) {
		this.guard.requireMayGive(description.settings().scopes());
		if (description.roleId() != null) {
			requireMayAssign(description.roleId(), description.tenant());
		}
	}

	/**
	 * Finds a role that keys of a tenant may have and whose scopes the caller holds.
	 */
	Role requireMayAssign(UUID role, @Nullable TenantId tenant) {
		Role found = this.roles.share(role)
			.filter((candidate) -> candidate.tenantId() == null || candidate.tenantId().equals(tenant))
			.orElseThrow(Roles::notFound);
		this.guard.requireMayGive(found.settings().scopes());
		return found;
	}

	/**
	 * Refuses settings that are out of range or would let the key do more, or longer,
	 * than the caller could.
	 */
	void requireMayChange(ApiKey key, ApiKeySettings settings, Instant now) {
		if (key.revokedAt() != null) {
			throw new ApiKeyInactiveException();
		}
		ApiKeySettings before = key.settings();
		boolean end = !Objects.equals(before.expiresAt(), settings.expiresAt());
		rules(settings).future(end ? settings.expiresAt() : null, now).check();
		if (!before.scopes().equals(settings.scopes())) {
			this.guard.requireMayGive(settings.scopes());
		}
		if (end) {
			requireMayHold(key);
		}
	}

	/**
	 * Refuses a caller who would come to hold a key that may do more than itself.
	 */
	void requireMayHold(ApiKey key) {
		this.guard.requireMayGive(key.settings().scopes());
		this.guard.requireMayGive(roleScopes(key));
	}

	private Set<Scope> roleScopes(ApiKey key) {
		return Optional.ofNullable(key.roleId())
			.flatMap(this.roles::share)
			.map((role) -> role.settings().scopes())
			.orElse(Set.of());
	}

	private static InputRules rules(ApiKeySettings settings) {
		return new InputRules().name(settings.name(), 255)
			.scopes(settings.scopes())
			.rateLimit(settings.rateLimitMax(), settings.rateLimitWindow());
	}

}
