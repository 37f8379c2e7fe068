package io.stratum.controlplane;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditVerification;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The audit log as answers show it.
 */
final class AuditJson {

	private AuditJson() {
	}

	/**
	 * An entry; {@code actor} and {@code ip} are what clients of the Node edition read.
	 */
	@Schema(name = "AuditLogEntry")
	record Entry(UUID id, long seq, @Nullable TenantId tenantId, @Nullable String actorId, String actorType,
			@Nullable String actor, @Nullable String subjectId, String action, String resourceType,
			@Nullable String resourceId, @Nullable String sourceIp, @Nullable String ip, @Nullable String requestId,
			@Nullable String reason, @Nullable JsonNode beforeState, @Nullable JsonNode afterState, JsonNode metadata,
			String origin, Instant createdAt, String prevHash, String hash) {

		static Entry of(AuditEntry entry) {
			return new Entry(entry.id(), entry.seq(), entry.tenantId(), entry.actorId(), entry.actorType(),
					Objects.requireNonNullElse(entry.actorId(), entry.actorType()), entry.subjectId(), entry.action(),
					entry.resourceType(), entry.resourceId(), entry.sourceIp(), entry.sourceIp(), entry.requestId(),
					entry.reason(), entry.beforeState(), entry.afterState(), entry.metadata(), entry.origin(),
					entry.createdAt(), entry.prevHash(), entry.hash());
		}

	}

	@Schema(name = "AuditVerification")
	record Verification(boolean ok, long entries, @Nullable Long firstSeq, @Nullable Long lastSeq,
			@Nullable Long brokenAt, @Nullable String reason) {

		static Verification of(AuditVerification verification) {
			AuditVerification.Reason reason = verification.reason();
			return new Verification(verification.ok(), verification.entries(), verification.firstSeq(),
					verification.lastSeq(), verification.brokenAt(), (reason != null) ? reason.wireName() : null);
		}

	}

}
