package io.stratum.tenant;

import java.util.Optional;

/**
 * Gives an application that had one customer only that customer as its first tenant.
 *
 * <p>
 * <b>Guarantees.</b> However often and on however many nodes at once it is asked for, it
 * is created once, and never where other tenants exist already.
 */
public final class FirstTenant {

	private static final Paging ONE = Paging.first(1);

	private final Tenants tenants;

	/**
	 * Creates the look for it.
	 * @param tenants where it is, or will be
	 */
	public FirstTenant(Tenants tenants) {
		this.tenants = tenants;
	}

	/**
	 * Finds the tenant by its slug, or creates it as a root if there are no tenants yet.
	 * @param slug its slug
	 * @param name its name for people, if it has to be created
	 * @return the tenant in whatever state; empty if there are tenants and none has the
	 * slug, as after it was renamed
	 * @throws io.stratum.InvalidInputException if it has to be created and slug or name
	 * break a rule
	 */
	public Optional<Tenant> findOrCreate(String slug, String name) {
		// Another node may have made it between the two looks.
		return this.tenants.findBySlug(slug)
			.or(() -> hasTenants() ? this.tenants.findBySlug(slug) : create(slug, name));
	}

	private boolean hasTenants() {
		return !this.tenants.list(TenantFilter.ROOTS.withInactive(), ONE).tenants().isEmpty();
	}

	private Optional<Tenant> create(String slug, String name) {
		try {
			return Optional.of(this.tenants.create(NewTenant.root(slug, name).isolatedBy(IsolationStrategy.SHARED)));
		}
		catch (TenantAlreadyExistsException ex) {
			return this.tenants.findBySlug(slug);
		}
	}

}
