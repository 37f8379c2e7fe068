package io.stratum.access;

import java.time.Instant;
import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A key that programs call with, without its secret.
 *
 * @param id its identity
 * @param tenantId the tenant it belongs to, or {@code null} for an operator key
 * @param keyPrefix the first 16 characters of the key, for people who look for it
 * @param settings what was chosen about it
 * @param roleId the role whose scopes take the place of its own, or {@code null}
 * @param lastUsedAt when it was used last, at most one minute behind, or {@code null}
 * @param revokedAt when it was revoked, or {@code null} if it is not
 * @param retiresAt when it ends because another key replaced it, or {@code null}
 * @param replaces the key that this one replaced, or {@code null}
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param version number of its changes, from 1
 */
public record ApiKey(UUID id, @Nullable TenantId tenantId, String keyPrefix, ApiKeySettings settings,
		@Nullable UUID roleId, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt, @Nullable Instant retiresAt,
		@Nullable UUID replaces, Instant createdAt, Instant updatedAt, long version) {

	/**
	 * Tells whether the key works, as far as the key itself decides.
	 * @param now the moment to judge at
	 * @return whether it is neither revoked nor retired nor expired
	 */
	public boolean isActive(Instant now) {
		return this.revokedAt == null && isBefore(now, this.retiresAt) && isBefore(now, this.settings.expiresAt());
	}

	/**
	 * Shows a key whose successor has taken over as revoked.
	 */
	ApiKey seenAt(Instant now) {
		if (this.revokedAt != null || isBefore(now, this.retiresAt)) {
			return this;
		}
		return new ApiKey(this.id, this.tenantId, this.keyPrefix, this.settings, this.roleId, this.lastUsedAt,
				this.retiresAt, this.retiresAt, this.replaces, this.createdAt, this.updatedAt, this.version);
	}

	/**
	 * Returns when a replaced key stops working: it may expire before its overlap ends.
	 */
	@Nullable Instant end() {
		Instant expiresAt = this.settings.expiresAt();
		return (expiresAt != null && isBefore(expiresAt, this.retiresAt)) ? expiresAt : this.retiresAt;
	}

	private static boolean isBefore(Instant now, @Nullable Instant end) {
		return end == null || now.isBefore(end);
	}

}
