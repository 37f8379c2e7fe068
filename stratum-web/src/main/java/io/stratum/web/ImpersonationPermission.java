package io.stratum.web;

import io.stratum.access.Caller;

/**
 * Tells whether a caller holds the permission {@code stratum.impersonate}.
 */
@FunctionalInterface
public interface ImpersonationPermission {

	/**
	 * Decides about a caller that has a tenant of its own.
	 * @param caller the caller
	 * @return whether the permission is in effect for it in its own tenant
	 */
	boolean isHeldBy(Caller caller);

}
