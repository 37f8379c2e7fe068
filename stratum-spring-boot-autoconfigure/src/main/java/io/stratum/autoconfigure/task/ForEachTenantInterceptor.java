package io.stratum.autoconfigure.task;

import java.lang.reflect.Method;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.stratum.tenant.ForEachTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantRound;
import io.stratum.tenant.TenantRounds;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Calls a method that is marked with {@link ForEachTenant} once for each tenant.
 */
final class ForEachTenantInterceptor implements MethodInterceptor {

	private final Supplier<TenantRounds> rounds;

	private final AutowireCapableBeanFactory beans;

	private ForEachTenantInterceptor(Supplier<TenantRounds> rounds, AutowireCapableBeanFactory beans) {
		this.rounds = rounds;
		this.beans = beans;
	}

	static Advisor advisor(Supplier<TenantRounds> rounds, AutowireCapableBeanFactory beans) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
				new AnnotationMatchingPointcut(null, ForEachTenant.class, true),
				new ForEachTenantInterceptor(rounds, beans));
		// Outside transactions and scopes, which belong to each tenant's call.
		advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return advisor;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) {
		Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(),
				invocation.getMethod().getDeclaringClass());
		this.rounds.get().run(round(method), (tenant) -> proceed((ProxyMethodInvocation) invocation));
		return null;
	}

	private TenantRound round(Method method) {
		ForEachTenant marked = AnnotatedElementUtils.findMergedAnnotation(method, ForEachTenant.class);
		if (marked == null) {
			throw new IllegalStateException("No round is described on " + method);
		}
		String name = marked.lock().isEmpty() ? method.getDeclaringClass().getName() + "." + method.getName()
				: marked.lock();
		return new TenantRound(name, where(marked.where()), marked.concurrency(), marked.onFailure());
	}

	private Predicate<Tenant> where(Class<? extends Predicate<Tenant>> type) {
		Predicate<Tenant> bean = this.beans.getBeanProvider(type).getIfAvailable();
		return (bean != null) ? bean : this.beans.createBean(type);
	}

	/**
	 * Goes on with a copy, because an invocation goes on only once.
	 */
	private static void proceed(ProxyMethodInvocation invocation) {
		try {
			invocation.invocableClone().proceed();
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
