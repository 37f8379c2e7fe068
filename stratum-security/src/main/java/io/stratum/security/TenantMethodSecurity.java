package io.stratum.security;

import java.lang.annotation.Annotation;
import java.util.function.Supplier;

import io.stratum.permission.Permissions;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;

/**
 * Puts {@link RequiresPermission} and {@link Authorize} into force, before a transaction
 * begins.
 */
public final class TenantMethodSecurity {

	private TenantMethodSecurity() {
	}

	/**
	 * Creates the advisor that guards methods marked with {@link RequiresPermission}.
	 * @param context gives the bound tenant, when first needed
	 * @param permissions gives the permissions, when first needed
	 * @return an advisor for a bean of its own
	 */
	public static Advisor permissions(Supplier<TenantContext> context, Supplier<Permissions> permissions) {
		return advisor(RequiresPermission.class, new PermissionAuthorizationManager(context, permissions), 0);
	}

	/**
	 * Creates the advisor that guards methods marked with {@link Authorize}.
	 * @param context gives the bound tenant and the caller, when first needed
	 * @param policies gives the policies, when first needed
	 * @return an advisor for a bean of its own
	 */
	public static Advisor policies(Supplier<TenantContext> context, Supplier<Policies> policies) {
		return advisor(Authorize.class, new PolicyAuthorizationManager(context, policies), 1);
	}

	private static Advisor advisor(Class<? extends Annotation> mark, AuthorizationManager<MethodInvocation> manager,
			int place) {
		AuthorizationManagerBeforeMethodInterceptor interceptor = new AuthorizationManagerBeforeMethodInterceptor(
				marked(mark), manager);
		interceptor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() + place);
		return interceptor;
	}

	private static Pointcut marked(Class<? extends Annotation> mark) {
		return new ComposablePointcut((Pointcut) new AnnotationMatchingPointcut(mark, true))
			.union((Pointcut) new AnnotationMatchingPointcut(null, mark, true));
	}

}
