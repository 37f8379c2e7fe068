package io.stratum.web;

import io.stratum.access.Caller;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads from an authenticated request who sent it.
 */
@FunctionalInterface
public interface CallerResolver {

	/**
	 * Returns the caller.
	 * @param request the request, after authentication
	 * @return who sent it, or {@link Caller#ANONYMOUS} without a credential
	 */
	Caller resolve(HttpServletRequest request);

}
