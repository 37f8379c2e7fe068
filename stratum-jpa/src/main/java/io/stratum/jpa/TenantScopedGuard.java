package io.stratum.jpa;

import io.stratum.StratumStartupException;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.tenant.TenantContext;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;

/**
 * Refuses calls of {@link TenantScoped} repositories without a tenant, and widens those
 * that read a subtree.
 */
public final class TenantScopedGuard implements RepositoryProxyPostProcessor {

	private final TenantContext context;

	private final TenantModel model;

	private final @Nullable SubtreeReads subtrees;

	/**
	 * Creates a guard of repositories that read no subtrees.
	 * @param context where the tenant is bound
	 * @param model which entities tenants own
	 */
	public TenantScopedGuard(TenantContext context, TenantModel model) {
		this(context, model, null);
	}

	/**
	 * Creates a guard.
	 * @param context where the tenant is bound
	 * @param model which entities tenants own
	 * @param subtrees how subtrees are read, or {@code null} if they are not
	 */
	public TenantScopedGuard(TenantContext context, TenantModel model, @Nullable SubtreeReads subtrees) {
		this.context = context;
		this.model = model;
		this.subtrees = subtrees;
	}

	@Override
	public void postProcess(ProxyFactory factory, RepositoryInformation repository) {
		TenantScopes scopes = new TenantScopes(repository);
		if (!scopes.isMarked()) {
			return;
		}
		this.model.verify(repository);
		SubtreeMethods methods = new SubtreeMethods(repository);
		scopes.subtreeMethods().forEach(methods::verify);
		if (this.subtrees == null && scopes.subtreeMethods().findAny().isPresent()) {
			throw new StratumStartupException(
					"The repository '" + repository.getRepositoryInterface().getName()
							+ "' reads subtrees, but nothing here can.",
					"Give the application a transaction manager and a data source that Stratum binds.");
		}
		// Outermost, so that the transaction of a subtree is there before any other.
		factory.addAdvice(0, new ScopeInterceptor(this.context, scopes, this.subtrees));
	}

	private static final class ScopeInterceptor implements MethodInterceptor {

		private final TenantContext context;

		private final TenantScopes scopes;

		private final @Nullable SubtreeReads subtrees;

		private ScopeInterceptor(TenantContext context, TenantScopes scopes, @Nullable SubtreeReads subtrees) {
			this.context = context;
			this.scopes = scopes;
			this.subtrees = subtrees;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			TenantScopes.Scoping scoping = this.scopes.of(invocation.getMethod());
			if (scoping != TenantScopes.Scoping.NONE) {
				this.context.required();
			}
			if (scoping == TenantScopes.Scoping.SUBTREE && this.subtrees != null) {
				return this.subtrees.<@Nullable Object, Throwable>read(invocation::proceed);
			}
			return invocation.proceed();
		}

	}

}
