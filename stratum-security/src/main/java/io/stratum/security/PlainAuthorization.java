package io.stratum.security;

import java.lang.annotation.Annotation;
import java.util.function.Supplier;

import io.stratum.access.AccessForbiddenException;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.core.Ordered;

/**
 * Holds marked methods to their marks where there is no Spring Security.
 *
 * <p>
 * <b>Guarantees.</b> A method marked with {@link RequiresScope} runs for callers that
 * hold the scope. One marked with {@link RequiresPermission} or {@link Authorize} does
 * not run at all, since nothing decides.
 */
public final class PlainAuthorization {

	private PlainAuthorization() {
	}

	/**
	 * Creates the advisor that guards methods marked with {@link RequiresScope}.
	 * @param context gives who calls, when first needed
	 * @return an advisor for a bean of its own
	 */
	public static Advisor scopes(Supplier<TenantContext> context) {
		return advisor(RequiresScope.class, (invocation) -> {
			RequiresScope required = required(invocation);
			if (required != null && !context.get().caller().holds(required.value())) {
				throw AccessForbiddenException.scope(required.value());
			}
			return invocation.proceed();
		});
	}

	/**
	 * Creates an advisor that refuses every call of methods with a mark.
	 * @param mark {@link RequiresPermission} or {@link Authorize}
	 * @return an advisor for a bean of its own
	 */
	public static Advisor refusal(Class<? extends Annotation> mark) {
		return advisor(mark, (invocation) -> {
			throw new IllegalStateException("@" + mark.getSimpleName() + " on " + invocation.getMethod()
					+ " cannot be decided without Spring Security. Add spring-boot-starter-security.");
		});
	}

	private static @Nullable RequiresScope required(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		return RequiredScope.of(AopUtils.getMostSpecificMethod(invocation.getMethod(), type), type);
	}

	private static Advisor advisor(Class<? extends Annotation> mark, MethodInterceptor guard) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
				new ComposablePointcut((Pointcut) new AnnotationMatchingPointcut(mark, true))
					.union((Pointcut) new AnnotationMatchingPointcut(null, mark, true)),
				guard);
		// Before the transaction of the method.
		advisor.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
		return advisor;
	}

}
