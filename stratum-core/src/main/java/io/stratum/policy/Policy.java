package io.stratum.policy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.engine.Footprint;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A rule about who may do what to which resource, decided by attributes.
 *
 * @param id its identity
 * @param tenantId the tenant it was written for; it applies to those below as well
 * @param name its name, 1 to 255 characters
 * @param resourceType the type of resource it is about, or {@code *} for any
 * @param action the action it is about, or {@code *} for any
 * @param effect what it says when it applies
 * @param conditions what must hold, all of it; empty for always
 * @param priority selects which of several policies is reported, highest first
 * @param mode what tenants below may do about it
 * @param writtenBy the tenant of whoever wrote it last, or {@code null} for an operator
 * @param version number of its changes, from 1
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 */
public record Policy(UUID id, TenantId tenantId, String name, String resourceType, String action, Effect effect,
		List<Condition> conditions, int priority, PolicyMode mode, @Nullable TenantId writtenBy, long version,
		Instant createdAt, Instant updatedAt) {

	/** Matches any type of resource or any action. */
	public static final String ANY = "*";

	private static final int BYTES = 320;

	/**
	 * Keeps a copy of the conditions.
	 */
	public Policy {
		conditions = List.copyOf(conditions);
	}

	/**
	 * Estimates the heap that this takes, and what is compiled from it, in bytes.
	 */
	long footprint() {
		long bytes = BYTES + Footprint.of(this.name) + Footprint.of(this.resourceType) + Footprint.of(this.action);
		for (Condition condition : this.conditions) {
			// The value is kept a second time, prepared for comparison.
			bytes += BYTES + Footprint.of(condition.attribute()) + 2 * Footprint.of(condition.value());
		}
		return bytes;
	}

	Composite composite() {
		return new Composite(this.resourceType, this.action, this.name);
	}

	Map<String, @Nullable Object> toJson() {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", this.id.toString());
		json.put("tenant_id", this.tenantId.toString());
		json.put("name", this.name);
		json.put("resource_type", this.resourceType);
		json.put("action", this.action);
		json.put("effect", this.effect.wireName());
		json.put("conditions", this.conditions.stream().map(Condition::toJson).toList());
		json.put("priority", this.priority);
		json.put("mode", this.mode.name());
		json.put("source_tenant_id", this.tenantId.toString());
		json.put("version", this.version);
		json.put("created_at", this.createdAt.toString());
		json.put("updated_at", this.updatedAt.toString());
		return json;
	}

	/**
	 * What policies of one tenant and those below share when they are about the same.
	 *
	 * @param resourceType a type or {@code *}
	 * @param action an action or {@code *}
	 * @param name the name
	 */
	record Composite(String resourceType, String action, String name) {

	}

}
