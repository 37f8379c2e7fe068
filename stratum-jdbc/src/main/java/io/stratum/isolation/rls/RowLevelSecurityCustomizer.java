package io.stratum.isolation.rls;

import io.stratum.isolation.catalog.TenantTables;

/**
 * Knows more about tables than their catalog does, for instance from entities.
 */
@FunctionalInterface
public interface RowLevelSecurityCustomizer {

	/**
	 * Adds what it knows.
	 * @param tables what is known so far
	 * @return tables that are declared to belong to tenants or to nobody besides
	 */
	TenantTables customize(TenantTables tables);

}
