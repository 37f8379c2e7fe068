package io.stratum.tenant;

import io.stratum.InvalidInputException;

/**
 * The flat door to tenants: an organization is a root.
 */
public final class Organizations {

	private final Tenants tenants;

	/**
	 * Creates the door.
	 * @param tenants what lies behind it
	 */
	public Organizations(Tenants tenants) {
		this.tenants = tenants;
	}

	/**
	 * Creates an organization.
	 * @param description what it shall be, without parent
	 * @return the organization
	 * @throws InvalidInputException if it names a parent or breaks another rule
	 * @throws TenantAlreadyExistsException if the slug is taken
	 */
	public Tenant create(NewTenant description) {
		if (!description.isRoot()) {
			throw InvalidInputException.of("parent_id", "An organization has no parent.", "not_allowed");
		}
		return this.tenants.create(description);
	}

	/**
	 * Returns an organization in use.
	 * @param id its id
	 * @return the organization
	 * @throws TenantNotFoundException if there is none of this id
	 * @see Tenants#get(TenantId)
	 */
	public Tenant get(TenantId id) {
		Tenant tenant = this.tenants.get(id);
		if (tenant.parentId() != null) {
			throw new TenantNotFoundException(id);
		}
		return tenant;
	}

	/**
	 * Lists the organizations in use that the caller reaches, oldest first.
	 * @param paging which part of them
	 * @return a page, full unless the list ends
	 */
	public TenantPage list(Paging paging) {
		return this.tenants.list(TenantFilter.ROOTS, paging);
	}

}
