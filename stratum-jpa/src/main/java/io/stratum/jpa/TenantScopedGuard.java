package io.stratum.jpa;

import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * Refuses calls of {@link TenantScoped} repositories without a tenant.
 */
public final class TenantScopedGuard implements RepositoryProxyPostProcessor {

	private final TenantContext context;

	private final TenantModel model;

	/**
	 * Creates a guard.
	 * @param context where the tenant is bound
	 * @param model which entities tenants own
	 */
	public TenantScopedGuard(TenantContext context, TenantModel model) {
		this.context = context;
		this.model = model;
	}

	@Override
	public void postProcess(ProxyFactory factory, RepositoryInformation repository) {
		if (AnnotatedElementUtils.hasAnnotation(repository.getRepositoryInterface(), TenantScoped.class)) {
			this.model.verify(repository);
			factory.addAdvice(0, new BoundTenantInterceptor(this.context));
		}
	}

	private static final class BoundTenantInterceptor implements MethodInterceptor {

		private final TenantContext context;

		private BoundTenantInterceptor(TenantContext context) {
			this.context = context;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			if (!ReflectionUtils.isObjectMethod(invocation.getMethod())) {
				this.context.required();
			}
			return invocation.proceed();
		}

	}

}
