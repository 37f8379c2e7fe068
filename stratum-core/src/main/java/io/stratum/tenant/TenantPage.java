package io.stratum.tenant;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list of tenants.
 *
 * @param tenants the tenants, in the order of the list
 * @param hasMore whether the list goes on
 */
public record TenantPage(List<Tenant> tenants, boolean hasMore) {

	/**
	 * Keeps a copy of the tenants.
	 */
	public TenantPage {
		tenants = List.copyOf(tenants);
	}

	/**
	 * Returns where the next page begins.
	 * @return the last tenant of this page, or empty if the list ends here
	 */
	public Optional<TenantId> next() {
		return this.hasMore ? Optional.of(this.tenants.get(this.tenants.size() - 1).id()) : Optional.empty();
	}

	static TenantPage of(List<Tenant> oneMore, int limit) {
		boolean hasMore = oneMore.size() > limit;
		return new TenantPage(hasMore ? oneMore.subList(0, limit) : oneMore, hasMore);
	}

}
