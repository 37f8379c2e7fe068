package io.stratum.benchmarks.sql;

import java.util.Map;
import java.util.Objects;

import javax.sql.DataSource;

import io.stratum.isolation.TenantDataSource;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One entity mapped over one data source, as Spring Boot would do it.
 */
final class Entities implements AutoCloseable {

	final EntityManager manager;

	final TransactionTemplate transactions;

	private final EntityManagerFactory factory;

	private Entities(Class<?> type, DataSource dataSource, @Nullable DataSource plain, Map<String, Object> settings) {
		LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
		bean.setPersistenceUnitName(type.getSimpleName());
		bean.setManagedTypes(PersistenceManagedTypes.of(type.getName(), OrderRow.class.getName()));
		bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		if (plain != null) {
			bean.setDataSource(plain);
		}
		bean.getJpaPropertyMap().putAll(settings);
		bean.getJpaPropertyMap()
			.put("hibernate.physical_naming_strategy",
					"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
		bean.afterPropertiesSet();
		this.factory = Objects.requireNonNull(bean.getObject());
		this.manager = SharedEntityManagerCreator.createSharedEntityManager(this.factory);
		JpaTransactionManager transactionManager = new JpaTransactionManager(this.factory);
		transactionManager.setDataSource(dataSource);
		transactionManager.setJpaDialect(new HibernateJpaDialect());
		this.transactions = new TransactionTemplate(transactionManager);
	}

	static Entities ofTenants(TenantDataSource dataSource, TenantContext context) {
		return new Entities(TenantOrder.class, dataSource, null,
				Map.of("hibernate.multi_tenant_connection_provider", new TenantConnectionProvider(dataSource, context),
						"hibernate.tenant_identifier_resolver", new TenantIdentifierResolver(context)));
	}

	static Entities plain(Class<?> type, DataSource dataSource) {
		return new Entities(type, dataSource, dataSource, Map.of());
	}

	@Override
	public void close() {
		this.factory.close();
	}

}
