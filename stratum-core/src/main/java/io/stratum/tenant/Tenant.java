package io.stratum.tenant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree that owns data.
 *
 * @param id its identity
 * @param slug its short public name, unique, may be renamed
 * @param name its name for people, 1 to 255 characters
 * @param path its place in the tree
 * @param status where it is in its life
 * @param strategy how its rows are kept apart
 * @param regionId the region its data is in, if it has one
 * @param config free JSON object of its own, no part of config resolution
 * @param metadata free JSON object of its own
 * @param sortOrder its place among its siblings that are not archived, from 0
 * @param version number of its changes, from 1
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 * @param deletedAt when it was archived, if it is
 */
public record Tenant(TenantId id, String slug, String name, TenantPath path, TenantStatus status,
		IsolationStrategy strategy, @Nullable UUID regionId, Map<String, @Nullable Object> config,
		Map<String, @Nullable Object> metadata, int sortOrder, long version, Instant createdAt, Instant updatedAt,
		@Nullable Instant deletedAt) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/**
	 * Returns the parent.
	 * @return the id of the parent, or {@code null} for a root
	 */
	public @Nullable TenantId parentId() {
		return (this.path.depth() == 0) ? null : this.path.ids().get(this.path.depth() - 1);
	}

	/**
	 * Hides what only those who reach the tenant may see.
	 * @return the tenant without config, metadata and region
	 */
	public Tenant redacted() {
		return new Tenant(this.id, this.slug, this.name, this.path, this.status, this.strategy, null, Map.of(),
				Map.of(), this.sortOrder, this.version, this.createdAt, this.updatedAt, this.deletedAt);
	}

	/**
	 * Returns the tenant as the audit log, events and the REST API show it.
	 * @return all fields by name in snake case, those without value as {@code null};
	 * times in UTC with milliseconds
	 */
	public Map<String, @Nullable Object> toJson() {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", this.id.toString());
		json.put("parent_id", Objects.toString(parentId(), null));
		json.put("ancestry_path", this.path.ancestry());
		json.put("depth", this.path.depth());
		json.put("name", this.name);
		json.put("slug", this.slug);
		json.put("config", this.config);
		json.put("metadata", this.metadata);
		json.put("isolation_strategy", this.strategy.wireName());
		json.put("status", this.status.wireName());
		json.put("region_id", Objects.toString(this.regionId, null));
		json.put("sort_order", this.sortOrder);
		json.put("deleted_at", (this.deletedAt != null) ? TIME.format(this.deletedAt) : null);
		json.put("created_at", TIME.format(this.createdAt));
		json.put("updated_at", TIME.format(this.updatedAt));
		json.put("version", this.version);
		return json;
	}

	/**
	 * Tells whether the tenant is in use.
	 * @return whether its status is active
	 */
	public boolean isActive() {
		return this.status == TenantStatus.ACTIVE;
	}

}
