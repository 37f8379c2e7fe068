package io.stratum.controlplane;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.stratum.access.ApiKey;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.IssuedApiKey;
import io.stratum.access.Role;
import io.stratum.access.Scope;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * API keys and roles as answers show them.
 */
final class AccessJson {

	private AccessJson() {
	}

	@Schema(name = "ApiKey")
	record Key(UUID id, @Nullable TenantId tenantId, @Nullable String name, String keyPrefix, List<String> scopes,
			@Nullable UUID roleId, @Nullable Integer rateLimitMax, @Nullable String rateLimitWindow, Instant createdAt,
			Instant updatedAt, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt, @Nullable Instant expiresAt,
			@Nullable UUID replaces, long version) {

		static Key of(ApiKey key) {
			ApiKeySettings settings = key.settings();
			return new Key(key.id(), key.tenantId(), settings.name(), key.keyPrefix(),
					Scope.wireNames(settings.scopes()), key.roleId(), settings.rateLimitMax(),
					settings.rateLimitWindow(), key.createdAt(), key.updatedAt(), key.lastUsedAt(), key.revokedAt(),
					settings.expiresAt(), key.replaces(), key.version());
		}

	}

	/**
	 * A key together with its text, which is shown this once.
	 */
	@Schema(name = "ApiKeyCreated")
	record KeyCreated(UUID id, @Nullable TenantId tenantId, String keyPrefix, @Nullable String name, Instant createdAt,
			String plaintextKey, List<String> scopes, @Nullable UUID roleId, @Nullable Integer rateLimitMax,
			@Nullable String rateLimitWindow, @Nullable Instant expiresAt, @Nullable UUID replaces,
			@Nullable Instant oldKeyExpiresAt, long version) {

		static KeyCreated of(IssuedApiKey issued) {
			Key key = Key.of(issued.key());
			return new KeyCreated(key.id(), key.tenantId(), key.keyPrefix(), key.name(), key.createdAt(),
					issued.plaintext(), key.scopes(), key.roleId(), key.rateLimitMax(), key.rateLimitWindow(),
					key.expiresAt(), key.replaces(), issued.oldKeyEndsAt(), key.version());
		}

		@Override
		public String toString() {
			return "KeyCreated[" + this.id + "]";
		}

	}

	@Schema(name = "Role")
	record RoleShown(UUID id, String name, @Nullable String description, List<String> scopes,
			@Nullable TenantId tenantId, Instant createdAt, Instant updatedAt, long version) {

		static RoleShown of(Role role) {
			return new RoleShown(role.id(), role.settings().name(), role.settings().description(),
					Scope.wireNames(role.settings().scopes()), role.tenantId(), role.createdAt(), role.updatedAt(),
					role.version());
		}

	}

	@Schema(name = "SuccessResponse")
	record Success(boolean success) {

		static final Success YES = new Success(true);

	}

}
