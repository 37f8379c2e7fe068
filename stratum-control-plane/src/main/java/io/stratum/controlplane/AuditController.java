package io.stratum.controlplane;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.stratum.InvalidInputException;
import io.stratum.access.Scope;
import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditLog;
import io.stratum.audit.AuditQuery;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The audit log.
 */
@RestController
class AuditController {

	private static final int USUAL = 50;

	private final AuditLog log;

	private final Cursors cursors;

	AuditController(AuditLog log, Cursors cursors) {
		this.log = log;
		this.cursors = cursors;
	}

	@GetMapping("/audit-logs")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.QUERY)
	ResponseEntity<List<AuditJson.Entry>> queryAuditLogs(
			@RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenantId,
			@RequestParam(name = "include_descendants", defaultValue = "false") boolean includeDescendants,
			@RequestParam(required = false) @Nullable String action,
			@RequestParam(name = "resource_type", required = false) @Nullable String resourceType,
			@RequestParam(name = "resource_id", required = false) @Nullable String resourceId,
			@RequestParam(name = "actor_id", required = false) @Nullable String actorId,
			@RequestParam(name = "actor_type", required = false) @Nullable String actorType,
			@RequestParam(name = "request_id", required = false) @Nullable String requestId,
			@RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String cursor) {
		Slice slice = Slice.of(this.cursors, "audit-logs", cursor, limit, USUAL, AuditQuery.MAX_LIMIT);
		Map<AuditQuery.Field, String> equal = new EnumMap<>(AuditQuery.Field.class);
		put(equal, AuditQuery.Field.ACTION, action);
		put(equal, AuditQuery.Field.RESOURCE_TYPE, resourceType);
		put(equal, AuditQuery.Field.RESOURCE_ID, resourceId);
		put(equal, AuditQuery.Field.ACTOR_ID, actorId);
		put(equal, AuditQuery.Field.ACTOR_TYPE, actorType);
		put(equal, AuditQuery.Field.REQUEST_ID, requestId);
		List<AuditEntry> entries = this.log.query(new AuditQuery(tenantId, includeDescendants, equal,
				time("from", from), time("to", to), slice.after(), slice.asked()));
		return Answers.page(slice.cut(entries).stream().map(AuditJson.Entry::of).toList(),
				slice.next(this.cursors, entries, AuditEntry::id));
	}

	@GetMapping("/audit-logs/verify")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.QUERY)
	AuditJson.Verification verifyAuditChain(
			@RequestParam(name = "tenant_id", required = false) @Nullable TenantId tenantId) {
		return AuditJson.Verification.of(this.log.verify(tenantId));
	}

	@GetMapping("/audit-logs/{id}")
	@RequiresScope(Scope.ADMIN)
	@TenantFrom(TenantSource.RESOURCE)
	AuditJson.Entry getAuditLogEntry(@PathVariable ResourceId id) {
		return AuditJson.Entry.of(this.log.get(id.value()));
	}

	private static void put(Map<AuditQuery.Field, String> equal, AuditQuery.Field field, @Nullable String value) {
		if (value != null) {
			equal.put(field, value);
		}
	}

	private static @Nullable Instant time(String path, @Nullable String text) {
		try {
			return (text != null) ? OffsetDateTime.parse(text).toInstant() : null;
		}
		catch (DateTimeException ex) {
			throw InvalidInputException.of(path, "The time is not in ISO 8601 with an offset.", "time");
		}
	}

}
