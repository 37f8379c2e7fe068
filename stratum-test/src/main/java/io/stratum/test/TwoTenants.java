package io.stratum.test;

import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.Tenants;

/**
 * Acme, and its stranger Globex.
 *
 * @param acme the tenant a test acts for
 * @param globex a tenant that has nothing to do with it
 */
public record TwoTenants(Tenant acme, Tenant globex) {

	/**
	 * Finds both by their slugs {@code acme} and {@code globex}, or creates them.
	 * @param tenants where they are
	 * @return both
	 */
	public static TwoTenants in(Tenants tenants) {
		return new TwoTenants(find(tenants, "acme"), find(tenants, "globex"));
	}

	/**
	 * Creates two that nobody knows yet.
	 * @param tenants where to create them
	 * @param suffix what follows {@code acme_} and {@code globex_} in their slugs
	 * @return both
	 */
	public static TwoTenants create(Tenants tenants, String suffix) {
		return new TwoTenants(tenants.create(NewTenant.root("acme_" + suffix, "Acme")),
				tenants.create(NewTenant.root("globex_" + suffix, "Globex")));
	}

	/**
	 * Finds a tenant by its slug, or creates it as a root.
	 */
	static Tenant find(Tenants tenants, String slug) {
		return tenants.findBySlug(slug).orElseGet(() -> tenants.create(NewTenant.root(slug, slug)));
	}

}
