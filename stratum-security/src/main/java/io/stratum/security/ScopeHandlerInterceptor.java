package io.stratum.security;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
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
			if (required != null) {
				check(this.context.caller(), required.value());
			}
		}
		return true;
	}

	private static void check(Caller caller, Scope required) {
		if (caller.type() == Caller.Type.ANONYMOUS) {
			throw new StratumException(ErrorCode.UNAUTHORIZED, "The credential is missing or not valid.");
		}
		if (!caller.holds(required)) {
			throw AccessForbiddenException.scope(required);
		}
	}

}
