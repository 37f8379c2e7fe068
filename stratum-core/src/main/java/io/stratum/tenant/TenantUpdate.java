package io.stratum.tenant;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a tenant; what is {@code null} stays.
 *
 * @param name its new name, 1 to 255 characters
 * @param slug its new slug
 * @param config its new config, replaced whole
 * @param metadata its new metadata, replaced whole
 * @param version the version the caller saw; without it the present one is taken
 */
public record TenantUpdate(@Nullable String name, @Nullable String slug,
		@Nullable Map<String, ? extends @Nullable Object> config,
		@Nullable Map<String, ? extends @Nullable Object> metadata, @Nullable Long version) {

	/** Changes nothing. */
	public static final TenantUpdate NONE = new TenantUpdate(null, null, null, null, null);

	/**
	 * Changes the name.
	 * @param name the new name
	 * @return an update that also does that
	 */
	public TenantUpdate withName(String name) {
		return new TenantUpdate(name, this.slug, this.config, this.metadata, this.version);
	}

	/**
	 * Changes the slug.
	 * @param slug the new slug
	 * @return an update that also does that
	 */
	public TenantUpdate withSlug(String slug) {
		return new TenantUpdate(this.name, slug, this.config, this.metadata, this.version);
	}

	/**
	 * Replaces the config.
	 * @param config the new config
	 * @return an update that also does that
	 */
	public TenantUpdate withConfig(Map<String, ? extends @Nullable Object> config) {
		return new TenantUpdate(this.name, this.slug, config, this.metadata, this.version);
	}

	/**
	 * Replaces the metadata.
	 * @param metadata the new metadata
	 * @return an update that also does that
	 */
	public TenantUpdate withMetadata(Map<String, ? extends @Nullable Object> metadata) {
		return new TenantUpdate(this.name, this.slug, this.config, metadata, this.version);
	}

	/**
	 * Makes the update fail if the tenant has changed since.
	 * @param version the version the caller saw
	 * @return an update that also checks that
	 */
	public TenantUpdate ifVersion(@Nullable Long version) {
		return new TenantUpdate(this.name, this.slug, this.config, this.metadata, version);
	}

	boolean isEmpty() {
		return this.name == null && this.slug == null && this.config == null && this.metadata == null;
	}

}
