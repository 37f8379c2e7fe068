package io.stratum.web;

import java.util.List;

import io.stratum.access.Caller;

/**
 * Decides for which tenant a caller may act.
 */
@FunctionalInterface
public interface TenantAdmission {

	/**
	 * Decides for which tenant a request runs.
	 * @param caller who sent it; {@link Caller#ANONYMOUS} without a credential
	 * @param names the tenants it names, each with its source; empty if it names none
	 * @return the tenant and why, or a resolution without tenant
	 * @throws io.stratum.StratumException if the caller may not act for what it names
	 */
	TenantResolution admit(Caller caller, List<NamedTenant> names);

}
