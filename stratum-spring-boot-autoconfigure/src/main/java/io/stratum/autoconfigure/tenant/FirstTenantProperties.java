package io.stratum.autoconfigure.tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the tenant that a former single-tenant application becomes.
 *
 * @param slug Slug of the tenant, which is created before migrations if there are no
 * tenants yet.
 * @param name Name for people; the slug if left out.
 */
@ConfigurationProperties("stratum.first-tenant")
record FirstTenantProperties(String slug, @Nullable String name) {

	String nameOrSlug() {
		return (this.name != null) ? this.name : this.slug;
	}

}
