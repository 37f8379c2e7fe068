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
 * Notes in the audit log what repositories change with one statement, where the entity
 * has several tables.
 *
 * <p>
 * Hibernate changes those with one query of its own, in which no statement is seen. What
 * the method says of its rows is their number; statements of the {@code EntityManager}
 * itself are not seen.
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
		AuditedEntity entity = AuditedEntity.of(statement.entity());
		if (session != null && entity != null && (rows == null || rows > 0)) {
			this.audit.noteBulk(session.unwrap(SharedSessionContractImplementor.class), entity, statement.kind(), rows);
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
				.filter((statement) -> statement.entity().hasMultipleTables())
				.ifPresent((statement) -> note(statement, answer));
			return answer;
		}

	}

}
