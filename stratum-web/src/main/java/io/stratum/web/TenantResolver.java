package io.stratum.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a request which tenant is meant.
 *
 * <p>
 * All resolvers are asked for each request, in their order as beans. What they find is
 * untrusted: {@link TenantAdmission} decides who may act for it.
 */
@FunctionalInterface
public interface TenantResolver {

	/**
	 * Reads the tenant that the request names.
	 * @param request the request
	 * @return the name, or {@code null} if this resolver finds none
	 * @throws io.stratum.InvalidInputException if what it finds cannot be a name
	 */
	@Nullable NamedTenant resolve(HttpServletRequest request);

}
