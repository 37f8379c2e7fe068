package io.stratum.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.engine.CanonicalJson;
import io.stratum.engine.ExactJson;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One thing that was done, as the audit log keeps it.
 *
 * @param id its identity, which also serves as cursor
 * @param seq its number in the chain, from 1 without gaps
 * @param tenantId the tenant whose chain it is in, or {@code null} for the operators'
 * @param actorId who did it, if that has an id
 * @param actorType kind of who did it: {@code api_key}, {@code jwt}, {@code user} or
 * {@code system}
 * @param subjectId who was impersonated, if somebody was
 * @param action what was done
 * @param resourceType kind of the thing it was done to
 * @param resourceId identity of the thing, if it has one
 * @param sourceIp address the request came from, if known
 * @param requestId id of the request, if there was one
 * @param reason why it was done, if that was said
 * @param beforeState state before, or {@code null} if there was none
 * @param afterState state after, or {@code null} if there is none
 * @param metadata further facts
 * @param origin {@code engine}, or {@code app} for entries of the application
 * @param createdAt when it was done, in microseconds
 * @param prevHash hash of the entry before, 64 hex digits
 * @param hash SHA-256 over the previous hash and the canonical text, 64 hex digits
 */
public record AuditEntry(UUID id, long seq, @Nullable TenantId tenantId, @Nullable String actorId, String actorType,
		@Nullable String subjectId, String action, String resourceType, @Nullable String resourceId,
		@Nullable String sourceIp, @Nullable String requestId, @Nullable String reason, @Nullable JsonNode beforeState,
		@Nullable JsonNode afterState, JsonNode metadata, String origin, Instant createdAt, String prevHash,
		String hash) {

	/**
	 * Computes the text that the hash covers, from what is stored (RFC 8785).
	 */
	String canonical() {
		Map<String, @Nullable Object> entry = new LinkedHashMap<>();
		entry.put("id", this.id.toString());
		entry.put("tenant_id", (this.tenantId != null) ? this.tenantId.toString() : null);
		entry.put("actor_type", this.actorType);
		entry.put("actor_id", this.actorId);
		entry.put("subject_id", this.subjectId);
		entry.put("action", this.action);
		entry.put("resource_type", this.resourceType);
		entry.put("resource_id", this.resourceId);
		entry.put("source_ip", this.sourceIp);
		entry.put("request_id", this.requestId);
		entry.put("reason", this.reason);
		entry.put("before_state", ExactJson.of(this.beforeState));
		entry.put("after_state", ExactJson.of(this.afterState));
		entry.put("metadata", ExactJson.of(this.metadata));
		entry.put("origin", this.origin);
		entry.put("created_at", this.createdAt.toString());
		return CanonicalJson.of(entry);
	}

}
