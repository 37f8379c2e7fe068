package io.stratum.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * Reads the tenant from an attribute of the session, which it never creates.
 */
public final class SessionTenantResolver implements TenantResolver {

	private final String attribute;

	/**
	 * Creates a resolver.
	 * @param attribute name of the attribute
	 */
	public SessionTenantResolver(String attribute) {
		this.attribute = attribute;
	}

	@Override
	public @Nullable NamedTenant resolve(HttpServletRequest request) {
		Object name = WebUtils.getSessionAttribute(request, this.attribute);
		return (name != null) ? new NamedTenant("session", name.toString(), false) : null;
	}

}
