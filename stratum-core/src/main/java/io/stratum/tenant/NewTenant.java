package io.stratum.tenant;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a tenant before it exists.
 *
 * @param slug its short public name: a lower-case letter, then up to 62 of
 * {@code a-z 0-9 _}
 * @param name its name for people, 1 to 255 characters
 * @param parentId its parent, or {@code null} for a root
 * @param parentRef in a batch, the slug of an earlier row that is its parent, instead of
 * its id
 * @param strategy how its rows are kept apart, or {@code null} for the default of the
 * application
 * @param regionId its region, or {@code null} for that of the parent
 * @param config free JSON object, at most 64 KiB
 * @param metadata free JSON object, at most 64 KiB
 */
public record NewTenant(String slug, String name, @Nullable TenantId parentId, @Nullable String parentRef,
		@Nullable IsolationStrategy strategy, @Nullable UUID regionId, Map<String, ? extends @Nullable Object> config,
		Map<String, ? extends @Nullable Object> metadata) {

	/**
	 * Describes a root.
	 * @param slug its slug
	 * @param name its name
	 * @return the description
	 */
	public static NewTenant root(String slug, String name) {
		return new NewTenant(slug, name, null, null, null, null, Map.of(), Map.of());
	}

	/**
	 * Describes a child.
	 * @param parent its parent
	 * @param slug its slug
	 * @param name its name
	 * @return the description
	 */
	public static NewTenant childOf(TenantId parent, String slug, String name) {
		return new NewTenant(slug, name, parent, null, null, null, Map.of(), Map.of());
	}

	/**
	 * Describes a child of a tenant that the same batch creates.
	 * @param parentRef the slug of an earlier row
	 * @param slug its slug
	 * @param name its name
	 * @return the description
	 */
	public static NewTenant childOfRow(String parentRef, String slug, String name) {
		return new NewTenant(slug, name, null, parentRef, null, null, Map.of(), Map.of());
	}

	/**
	 * Chooses how its rows are kept apart.
	 * @param strategy the strategy
	 * @return a description with that strategy
	 */
	public NewTenant isolatedBy(IsolationStrategy strategy) {
		return new NewTenant(this.slug, this.name, this.parentId, this.parentRef, strategy, this.regionId, this.config,
				this.metadata);
	}

	/**
	 * Chooses its region.
	 * @param regionId the region
	 * @return a description with that region
	 */
	public NewTenant inRegion(UUID regionId) {
		return new NewTenant(this.slug, this.name, this.parentId, this.parentRef, this.strategy, regionId, this.config,
				this.metadata);
	}

	/**
	 * Gives it a config.
	 * @param config free JSON object
	 * @return a description with that config
	 */
	public NewTenant withConfig(Map<String, ? extends @Nullable Object> config) {
		return new NewTenant(this.slug, this.name, this.parentId, this.parentRef, this.strategy, this.regionId, config,
				this.metadata);
	}

	/**
	 * Gives it metadata.
	 * @param metadata free JSON object
	 * @return a description with that metadata
	 */
	public NewTenant withMetadata(Map<String, ? extends @Nullable Object> metadata) {
		return new NewTenant(this.slug, this.name, this.parentId, this.parentRef, this.strategy, this.regionId,
				this.config, metadata);
	}

	IsolationStrategy strategyOrDefault() {
		return (this.strategy != null) ? this.strategy : IsolationStrategy.SHARED;
	}

	boolean isRoot() {
		return this.parentId == null && this.parentRef == null;
	}

}
