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
 * @param strategy how its rows are kept apart, or {@code null} for the default
 * @param regionId its region, or {@code null} for that of the parent
 * @param config free JSON object
 * @param metadata free JSON object
 */
public record NewTenant(String slug, String name, @Nullable TenantId parentId, @Nullable IsolationStrategy strategy,
		@Nullable UUID regionId, Map<String, ? extends @Nullable Object> config,
		Map<String, ? extends @Nullable Object> metadata) {

	/**
	 * Describes a root.
	 * @param slug its slug
	 * @param name its name
	 * @return the description
	 */
	public static NewTenant root(String slug, String name) {
		return new NewTenant(slug, name, null, null, null, Map.of(), Map.of());
	}

	/**
	 * Describes a child.
	 * @param parent its parent
	 * @param slug its slug
	 * @param name its name
	 * @return the description
	 */
	public static NewTenant childOf(TenantId parent, String slug, String name) {
		return new NewTenant(slug, name, parent, null, null, Map.of(), Map.of());
	}

	/**
	 * Chooses how its rows are kept apart.
	 * @param strategy the strategy
	 * @return a description with that strategy
	 */
	public NewTenant isolatedBy(IsolationStrategy strategy) {
		return new NewTenant(this.slug, this.name, this.parentId, strategy, this.regionId, this.config, this.metadata);
	}

}
