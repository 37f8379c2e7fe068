package io.stratum.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Changes for whom a request runs, after its caller was admitted.
 */
@FunctionalInterface
public interface ResolutionStep {

	/**
	 * Takes the step.
	 * @param request the request
	 * @param admitted for whom it runs so far
	 * @return for whom it runs now
	 * @throws io.stratum.StratumException if the request asks for what its caller may not
	 * have
	 */
	TenantResolution apply(HttpServletRequest request, TenantResolution admitted);

}
