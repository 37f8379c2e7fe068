package io.stratum.controlplane;

import java.time.Instant;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.Scope;
import io.stratum.crypto.KeyRotations;
import io.stratum.crypto.RotationLevel;
import io.stratum.crypto.RotationProgress;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Rotation of the keys that values are sealed with.
 */
@RestController
class MaintenanceController {

	private final KeyRotations rotations;

	MaintenanceController(KeyRotations rotations) {
		this.rotations = rotations;
	}

	@PostMapping("/maintenance/rotate-encryption-key")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom({ TenantSource.OPERATORS, TenantSource.BODY })
	Rotated rotateEncryptionKey(@RequestBody(required = false) @Nullable Rotate body) {
		Rotate order = (body != null) ? body : Rotate.PLAIN;
		RotationProgress ordered = this.rotations.start(order.kind(), order.tenantId());
		return Rotated.of(this.rotations.run(ordered.id()));
	}

	@GetMapping("/maintenance/key-rotations/{id}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.OPERATORS)
	Progress getKeyRotation(@PathVariable ResourceId id) {
		return this.rotations.find(id.value())
			.map(Progress::of)
			.orElseThrow(() -> new StratumException(ErrorCode.NOT_FOUND, "The rotation is not found."));
	}

	/**
	 * What to rotate; the members of the Node edition that carry key material are known
	 * only to be refused.
	 */
	@Schema(name = "RotateEncryptionKeyInput")
	record Rotate(@Nullable TenantId tenantId, @Nullable String level, @Nullable JsonNode oldKey,
			@Nullable JsonNode newKey) {

		private static final Rotate PLAIN = new Rotate(null, null, null, null);

		RotationLevel kind() {
			if (this.oldKey != null || this.newKey != null) {
				throw InvalidInputException.of((this.oldKey != null) ? "old_key" : "new_key",
						"Key material does not travel in requests. Configure keys where the server runs.",
						"not_allowed");
			}
			if (this.level == null) {
				return RotationLevel.DEK;
			}
			for (RotationLevel known : RotationLevel.values()) {
				if (known.wireName().equals(this.level)) {
					return known;
				}
			}
			throw InvalidInputException.of("level", "The level is kek or dek.", "enum");
		}

		@Override
		public String toString() {
			return "Rotate";
		}

	}

	@Schema(name = "RotateEncryptionKeyResult")
	record Rotated(long configEntriesRotated, long webhooksRotated, UUID rotationId, String state) {

		static Rotated of(RotationProgress progress) {
			return new Rotated(progress.values("config_entries"), progress.values("webhooks"), progress.id(),
					Progress.state(progress));
		}

	}

	@Schema(name = "KeyRotation")
	record Progress(UUID rotationId, String level, @Nullable TenantId tenantId, String state, long keysRotated,
			long configEntriesRotated, long webhooksRotated, long failed, Instant startedAt,
			@Nullable Instant finishedAt) {

		static Progress of(RotationProgress progress) {
			return new Progress(progress.id(), progress.level().wireName(), progress.tenant(), state(progress),
					progress.keys(), progress.values("config_entries"), progress.values("webhooks"), progress.failed(),
					progress.startedAt(), progress.finishedAt());
		}

		static String state(RotationProgress progress) {
			return progress.done() ? "done" : "running";
		}

	}

}
