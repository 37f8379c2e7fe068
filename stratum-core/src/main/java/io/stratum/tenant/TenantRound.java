package io.stratum.tenant;

import java.util.function.Predicate;

/**
 * How work goes round the tenants.
 *
 * @param name name under which nodes exclude each other
 * @param where which of the active tenants take part
 * @param concurrency how many are served at once, 1 to 64
 * @param onFailure what a failure does to the tenants still waiting
 */
public record TenantRound(String name, Predicate<Tenant> where, int concurrency, ForEachTenant.OnFailure onFailure) {

	/** Most tenants served at once. */
	public static final int MAX_CONCURRENCY = 64;

	/**
	 * Refuses a concurrency out of range.
	 */
	public TenantRound {
		if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
			throw new IllegalArgumentException("A round serves 1 to 64 tenants at once, not " + concurrency);
		}
	}

	/**
	 * Describes a round of all active tenants, one after the other, that goes on after
	 * failures.
	 * @param name name under which nodes exclude each other
	 * @return the round
	 */
	public static TenantRound of(String name) {
		return new TenantRound(name, (tenant) -> true, 1, ForEachTenant.OnFailure.CONTINUE);
	}

}
