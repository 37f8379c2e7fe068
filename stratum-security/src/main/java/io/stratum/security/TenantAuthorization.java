package io.stratum.security;

import io.stratum.access.Scope;
import io.stratum.permission.Permissions;
import io.stratum.web.TenantResolution;
import jakarta.servlet.ServletContext;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Rules for {@code authorizeHttpRequests} in a chain of the application's own.
 */
public final class TenantAuthorization {

	private TenantAuthorization() {
	}

	/**
	 * Lets requests pass that run for a tenant.
	 * @return the rule
	 */
	public static AuthorizationManager<RequestAuthorizationContext> bound() {
		return (authentication, request) -> {
			TenantResolution resolution = TenantResolution.of(request.getRequest());
			return new AuthorizationDecision(resolution != null && resolution.tenant() != null);
		};
	}

	/**
	 * Lets requests pass whose caller holds a scope.
	 * @param required the scope asked for
	 * @return the rule
	 */
	public static AuthorizationManager<RequestAuthorizationContext> scope(Scope required) {
		return (authentication, request) -> {
			TenantResolution resolution = TenantResolution.of(request.getRequest());
			return new ScopeAuthorizationManager.ScopeDecision(
					resolution != null && resolution.caller().holds(required), required);
		};
	}

	/**
	 * Lets requests pass whose tenant holds a permission, asked from memory.
	 * @param required key of the permission
	 * @return the rule, which refuses requests without tenant
	 */
	public static AuthorizationManager<RequestAuthorizationContext> permission(String required) {
		return (authentication, request) -> PermissionAuthorizationManager
			.decide(permissions(request.getRequest().getServletContext()).allows(required), required);
	}

	// Rules are written down before there are beans.
	private static Permissions permissions(ServletContext servlet) {
		return WebApplicationContextUtils.getRequiredWebApplicationContext(servlet).getBean(Permissions.class);
	}

}
