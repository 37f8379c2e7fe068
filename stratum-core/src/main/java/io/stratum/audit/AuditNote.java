package io.stratum.audit;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What an application wants the audit log to say; who, when and for which tenant are
 * added by the engine.
 *
 * @param action what was done, such as {@code invoice.sent}: 1 to 100 of
 * {@code a-z 0-9 . _ -}
 * @param resourceType kind of the thing it was done to, 1 to 100 characters
 * @param resourceId identity of the thing, up to 255 characters, or {@code null}
 * @param before its state before, at most 64 KiB as JSON, or {@code null}
 * @param after its state after, at most 64 KiB as JSON, or {@code null}
 * @param reason why it was done, up to 1,000 characters, or {@code null}
 * @param metadata further facts, at most 64 KiB as JSON
 */
public record AuditNote(String action, String resourceType, @Nullable String resourceId, @Nullable Object before,
		@Nullable Object after, @Nullable String reason, Map<String, ? extends @Nullable Object> metadata) {

	/**
	 * Notes that something was done to a thing.
	 * @param action what was done
	 * @param resourceType kind of the thing
	 * @param resourceId identity of the thing, or {@code null}
	 * @return the note
	 */
	public static AuditNote of(String action, String resourceType, @Nullable String resourceId) {
		return new AuditNote(action, resourceType, resourceId, null, null, null, Map.of());
	}

	/**
	 * Adds the states around the change.
	 * @param before the state before, or {@code null} if there was none
	 * @param after the state after, or {@code null} if there is none
	 * @return a note with both states
	 */
	public AuditNote changing(@Nullable Object before, @Nullable Object after) {
		return new AuditNote(this.action, this.resourceType, this.resourceId, before, after, this.reason,
				this.metadata);
	}

	/**
	 * Adds the reason.
	 * @param reason why it was done
	 * @return a note with the reason
	 */
	public AuditNote because(String reason) {
		return new AuditNote(this.action, this.resourceType, this.resourceId, this.before, this.after, reason,
				this.metadata);
	}

	/**
	 * Adds further facts.
	 * @param metadata facts by name, in snake case
	 * @return a note with the facts
	 */
	public AuditNote with(Map<String, ? extends @Nullable Object> metadata) {
		return new AuditNote(this.action, this.resourceType, this.resourceId, this.before, this.after, this.reason,
				metadata);
	}

}
