package io.stratum.isolation.jdbc;

import io.stratum.tenant.Tenant;

/**
 * Hears how long statements of tenants take.
 */
@FunctionalInterface
public interface StatementTimer {

	/**
	 * Hears of a statement that was answered, or refused.
	 * @param tenant whose it was
	 * @param nanos nanoseconds from sending it to its first answer
	 */
	void sent(Tenant tenant, long nanos);

}
