package io.stratum.test;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.stratum.isolation.TenantSqlExceptionTranslator;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TransactionSuspension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works for a tenant behind one guard, the way application code does.
 */
final class Acting {

	final EntityManagerFactory entities;

	final DataSource dataSource;

	final JdbcTemplate template;

	final JdbcClient sql;

	final TenantContext context;

	private final JpaTransactionManager transactions;

	Acting(EntityManagerFactory entities, DataSource dataSource) {
		this.entities = entities;
		this.dataSource = dataSource;
		this.template = new JdbcTemplate(dataSource);
		this.template.setExceptionTranslator(new TenantSqlExceptionTranslator());
		this.sql = JdbcClient.create(this.template);
		this.transactions = new JpaTransactionManager(entities);
		this.transactions.setJpaDialect(new HibernateJpaDialect());
		this.transactions.setDataSource(dataSource);
		this.context = new TenantContext(new TransactionSuspension(() -> this.transactions));
	}

	/**
	 * Works outside any transaction.
	 */
	<T extends @Nullable Object> T as(Tenant tenant, Supplier<T> work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			return work.get();
		}
	}

	/**
	 * Works with JDBC in one transaction.
	 */
	@SuppressWarnings("NullAway") // The template answers null only if the work does.
	<T extends @Nullable Object> T inTransaction(Tenant tenant, Supplier<T> work) {
		return as(tenant, () -> transaction().execute((status) -> work.get()));
	}

	/**
	 * Works with Hibernate in one transaction.
	 */
	<T extends @Nullable Object> T inSession(Tenant tenant, Function<Session, T> work) {
		return inTransaction(tenant, () -> work.apply(session()));
	}

	void useSession(Tenant tenant, Consumer<Session> work) {
		inSession(tenant, (session) -> {
			work.accept(session);
			return Boolean.TRUE;
		});
	}

	void runAs(Tenant tenant, Runnable work) {
		as(tenant, () -> {
			work.run();
			return Boolean.TRUE;
		});
	}

	void runInTransaction(Tenant tenant, Runnable work) {
		useSession(tenant, (session) -> work.run());
	}

	/**
	 * Works with a session that tracks nothing, in one transaction.
	 */
	void inStatelessSession(Tenant tenant, Consumer<StatelessSession> work) {
		runAs(tenant, () -> this.entities.unwrap(SessionFactory.class).inStatelessTransaction(work::accept));
	}

	TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactions);
	}

	TransactionTemplate newTransaction() {
		TransactionTemplate template = transaction();
		template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		return template;
	}

	Session session() {
		EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(this.entities);
		if (current == null) {
			throw new IllegalStateException("There is no transaction.");
		}
		return current.unwrap(Session.class);
	}

}
