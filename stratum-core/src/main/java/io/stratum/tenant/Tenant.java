package io.stratum.tenant;

import java.time.Instant;
import java.util.Map;
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

	/**
	 * Returns the parent.
	 * @return the id of the parent, or {@code null} for a root
	 */
	public @Nullable TenantId parentId() {
		return (this.path.depth() == 0) ? null : this.path.ids().get(this.path.depth() - 1);
	}

	/**
	 * Tells whether the tenant is in use.
	 * @return whether its status is active
	 */
	public boolean isActive() {
		return this.status == TenantStatus.ACTIVE;
	}

}
