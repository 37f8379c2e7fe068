package io.stratum.test;

import java.util.Locale;

import io.stratum.tenant.IsolationStrategy;
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
	 * Finds both of an isolation strategy, or creates them with places of their own.
	 * @param tenants where they are
	 * @param strategy how their rows are kept apart
	 * @return both; their slugs end with the strategy, as in {@code acme_schema}
	 */
	public static TwoTenants in(Tenants tenants, IsolationStrategy strategy) {
		String suffix = "_" + strategy.name().toLowerCase(Locale.ROOT);
		return new TwoTenants(find(tenants, "acme" + suffix, strategy), find(tenants, "globex" + suffix, strategy));
	}

	/**
	 * Creates two in shared tables that nobody knows yet.
	 * @param tenants where to create them
	 * @param suffix what follows {@code acme_} and {@code globex_} in their slugs
	 * @return both
	 */
	public static TwoTenants create(Tenants tenants, String suffix) {
		return create(tenants, suffix, IsolationStrategy.SHARED);
	}

	/**
	 * Creates two that nobody knows yet.
	 * @param tenants where to create them
	 * @param suffix what follows {@code acme_} and {@code globex_} in their slugs
	 * @param strategy how their rows are kept apart
	 * @return both
	 */
	public static TwoTenants create(Tenants tenants, String suffix, IsolationStrategy strategy) {
		return new TwoTenants(tenants.create(NewTenant.root("acme_" + suffix, "Acme").isolatedBy(strategy)),
				tenants.create(NewTenant.root("globex_" + suffix, "Globex").isolatedBy(strategy)));
	}

	/**
	 * Finds a tenant by its slug, or creates it as a root.
	 */
	static Tenant find(Tenants tenants, String slug) {
		return find(tenants, slug, IsolationStrategy.SHARED);
	}

	private static Tenant find(Tenants tenants, String slug, IsolationStrategy strategy) {
		return tenants.findBySlug(slug)
			.orElseGet(() -> tenants.create(NewTenant.root(slug, slug).isolatedBy(strategy)));
	}

}
