package io.stratum.controlplane;

import java.util.Objects;

import io.stratum.permission.DelegationMode;
import io.stratum.permission.PermissionChange;
import io.stratum.permission.PermissionGrant;
import io.stratum.permission.RevocationMode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What requests say of permissions.
 */
final class PermissionRequests {

	private PermissionRequests() {
	}

	@Schema(name = "PermissionPolicyInput")
	record Create(@Required @Nullable String key, @Nullable JsonNode value, @Nullable String mode,
			@Nullable String revocationMode) {

		PermissionGrant grant() {
			PermissionGrant grant = PermissionGrant.of(Objects.requireNonNullElse(this.key, ""));
			if (this.value != null) {
				grant = grant.worth(this.value);
			}
			if (this.mode != null) {
				grant = grant.inMode(DelegationMode.ofWireName(this.mode));
			}
			return (this.revocationMode != null) ? grant.revokedBy(RevocationMode.ofWireName(this.revocationMode))
					: grant;
		}

	}

	@Schema(name = "PermissionPolicyUpdateInput")
	record Update(@Nullable JsonNode value, @Nullable String mode, @Nullable String revocationMode) {

		PermissionChange change(@Nullable Long version) {
			PermissionChange change = (version != null) ? PermissionChange.none().ifVersion(version)
					: PermissionChange.none();
			if (this.value != null) {
				change = change.worth(this.value);
			}
			if (this.mode != null) {
				change = change.inMode(DelegationMode.ofWireName(this.mode));
			}
			return (this.revocationMode != null) ? change.revokedBy(RevocationMode.ofWireName(this.revocationMode))
					: change;
		}

	}

}
