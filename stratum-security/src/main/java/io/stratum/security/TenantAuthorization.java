package io.stratum.security;

import io.stratum.access.Scope;
import io.stratum.web.TenantResolution;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

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

}
