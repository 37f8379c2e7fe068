package io.stratum.jpa;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/**
 * Notes the bulk statements of repositories in the audit log: what kind, which table, how
 * many rows.
 *
 * <p>
 * Such a statement shows no state of any row. Bulk statements that code sends through the
 * {@code EntityManager} itself are not seen.
 */
public final class BulkAudit implements RepositoryProxyPostProcessor {

	private final EntityAudit audit;

	private final EntityManagerFactory entities;

	/**
	 * Creates the audit of bulk statements.
	 * @param audit takes the entries
	 * @param entities makes the sessions
	 */
	public BulkAudit(EntityAudit audit, EntityManagerFactory entities) {
		this.audit = audit;
		this.entities = entities;
	}

	@Override
	public void postProcess(ProxyFactory factory, RepositoryInformation repository) {
		// Behind the transaction of the method, which the entry belongs to.
		factory.addAdvice(new BulkInterceptor(repository));
	}

	private void note(BulkStatement statement, @Nullable Object answer) {
		Long rows = (answer instanceof Number number) ? number.longValue() : null;
		EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(this.entities);
		if (session != null && (rows == null || rows > 0)) {
			this.audit.noteBulk(session.unwrap(SharedSessionContractImplementor.class), statement.entity(),
					statement.kind(), rows);
		}
	}

	private final class BulkInterceptor implements MethodInterceptor {

		private final RepositoryInformation repository;

		private final Map<Object, Optional<BulkStatement>> statements = new ConcurrentHashMap<>();

		private BulkInterceptor(RepositoryInformation repository) {
			this.repository = repository;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			Object answer = invocation.proceed();
			this.statements
				.computeIfAbsent(invocation.getMethod(),
						(method) -> BulkStatement.of(invocation.getMethod(), this.repository, BulkAudit.this.entities))
				.ifPresent((statement) -> note(statement, answer));
			return answer;
		}

	}

}
