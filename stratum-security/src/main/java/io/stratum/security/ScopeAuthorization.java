package io.stratum.security;

import java.util.function.Supplier;

import io.stratum.tenant.TenantContext;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;

/**
 * Puts {@link RequiresScope} into force.
 */
public final class ScopeAuthorization {

	private ScopeAuthorization() {
	}

	/**
	 * Creates the advisor that guards marked methods, before their transaction begins.
	 * @param context gives who calls, when first needed
	 * @return an advisor for a bean of its own
	 */
	public static Advisor advisor(Supplier<TenantContext> context) {
		AuthorizationManagerBeforeMethodInterceptor interceptor = new AuthorizationManagerBeforeMethodInterceptor(
				marked(), new ScopeAuthorizationManager(context));
		interceptor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1);
		return interceptor;
	}

	private static Pointcut marked() {
		// Inherited annotations count too, else an own annotation that carries the mark
		// would guard nothing.
		return new ComposablePointcut((Pointcut) new AnnotationMatchingPointcut(RequiresScope.class, true))
			.union((Pointcut) new AnnotationMatchingPointcut(null, RequiresScope.class, true));
	}

}
