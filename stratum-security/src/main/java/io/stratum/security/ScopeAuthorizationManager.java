package io.stratum.security;

import java.util.function.Supplier;

import io.stratum.access.Scope;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

/**
 * Decides about methods that are marked with {@link RequiresScope}.
 */
final class ScopeAuthorizationManager implements AuthorizationManager<MethodInvocation> {

	private final Supplier<TenantContext> context;

	ScopeAuthorizationManager(Supplier<TenantContext> context) {
		this.context = context;
	}

	@Override
	public @Nullable ScopeDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			MethodInvocation invocation) {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		RequiresScope required = RequiredScope.of(AopUtils.getMostSpecificMethod(invocation.getMethod(), type), type);
		return (required != null)
				? new ScopeDecision(this.context.get().caller().holds(required.value()), required.value()) : null;
	}

	/**
	 * A decision that knows which scope was asked for.
	 */
	static final class ScopeDecision extends AuthorizationDecision {

		private final Scope required;

		ScopeDecision(boolean granted, Scope required) {
			super(granted);
			this.required = required;
		}

		Scope required() {
			return this.required;
		}

	}

}
