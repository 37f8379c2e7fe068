package io.stratum.web;

import io.stratum.access.Caller;
import io.stratum.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * For whom a request runs, and why.
 *
 * @param caller who sent it; {@link Caller#ANONYMOUS} without a credential
 * @param tenant the tenant it runs for, or {@code null} if it runs unbound
 * @param source where the tenant was found, such as {@code api-key} or {@code header};
 * {@code none} if it runs unbound
 */
public record TenantResolution(Caller caller, @Nullable Tenant tenant, String source) {

	private static final String ATTRIBUTE = TenantResolution.class.getName();

	/**
	 * Returns the resolution of a request that went through {@link TenantFilter}.
	 * @param request the request
	 * @return the resolution, or {@code null} before the filter
	 */
	public static @Nullable TenantResolution of(HttpServletRequest request) {
		return (TenantResolution) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Makes this the resolution of a request, so that {@link TenantFilter} asks nobody
	 * else.
	 * @param request the request
	 */
	public void keepIn(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

}
