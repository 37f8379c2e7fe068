package io.stratum.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Reads the tenant from a cookie.
 */
public final class CookieTenantResolver implements TenantResolver {

	private final String name;

	/**
	 * Creates a resolver.
	 * @param name name of the cookie
	 */
	public CookieTenantResolver(String name) {
		this.name = name;
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, this.name);
		return (cookie != null) ? new NamedTenant("cookie", cookie.getValue(), false) : null;
	}

}
