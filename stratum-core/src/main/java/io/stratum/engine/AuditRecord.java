package io.stratum.engine;

import java.util.Map;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log will say of one change; who, when and where are added by the
 * journal.
 *
 * @param tenant whose chain it enters, or {@code null} for the operators'
 * @param action what was done, such as {@code config.updated}
 * @param resourceType kind of the thing it was done to
 * @param resourceId identity of the thing
 * @param before its state before, free of secrets; {@code null} if there was none
 * @param after its state after, free of secrets; {@code null} if there is none
 * @param reason why the caller said it was done
 * @param metadata further facts
 * @param origin {@code engine}, or {@code app} for entries an application adds
 */
public record AuditRecord(@Nullable TenantId tenant, String action, String resourceType, @Nullable String resourceId,
		@Nullable Object before, @Nullable Object after, @Nullable String reason,
		Map<String, ? extends @Nullable Object> metadata, String origin) {

	/**
	 * Records what the engine did.
	 * @param tenant whose chain it enters, or {@code null} for the operators'
	 * @param action what was done
	 * @param resourceType kind of the thing
	 * @param resourceId identity of the thing
	 * @param before its state before
	 * @param after its state after
	 * @return the record
	 */
	public static AuditRecord of(@Nullable TenantId tenant, String action, String resourceType,
			@Nullable String resourceId, @Nullable Object before, @Nullable Object after) {
		return new AuditRecord(tenant, action, resourceType, resourceId, before, after, null, Map.of(), "engine");
	}

	/**
	 * Adds the reason the caller gave.
	 * @param reason the reason
	 * @return a record that carries it
	 */
	public AuditRecord because(@Nullable String reason) {
		return new AuditRecord(this.tenant, this.action, this.resourceType, this.resourceId, this.before, this.after,
				reason, this.metadata, this.origin);
	}

	/**
	 * Adds further facts.
	 * @param metadata facts by name, in snake case
	 * @return a record that carries them
	 */
	public AuditRecord with(Map<String, ? extends @Nullable Object> metadata) {
		return new AuditRecord(this.tenant, this.action, this.resourceType, this.resourceId, this.before, this.after,
				this.reason, metadata, this.origin);
	}

}
