package io.stratum.security;

import io.stratum.access.AccessForbiddenException;
import io.stratum.tenant.TenantContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request that lacks the scope of its handler before anything of it is read.
 */
public final class ScopeHandlerInterceptor implements HandlerInterceptor {

	private final TenantContext context;

	/**
	 * Creates an interceptor.
	 * @param context who calls
	 */
	public ScopeHandlerInterceptor(TenantContext context) {
		this.context = context;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod method) {
			RequiresScope required = RequiredScope.of(method.getMethod(), method.getBeanType());
			if (required != null && !this.context.caller().holds(required.value())) {
				throw AccessForbiddenException.scope(required.value());
			}
		}
		return true;
	}

}
