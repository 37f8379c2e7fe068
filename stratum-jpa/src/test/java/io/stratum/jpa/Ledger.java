package io.stratum.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stratum.embedded.EmbeddedDatabase;
import io.stratum.embedded.EmbeddedOptions;
import io.stratum.isolation.DatabaseRoles;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.CompanionSchema;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.jpa.ledger.Invoice;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;
import io.stratum.tenant.TransactionSuspension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with invoices under row-level security, one of Acme and one of Globex.
 */
final class Ledger implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final Tenant acme = tenant("acme");

	final Tenant globex = tenant("globex");

	final HikariDataSource owner;

	final HikariDataSource application;

	final TenantContext context = new TenantContext(new TransactionSuspension(this::transactions));

	final TenantDataSource dataSource;

	final EntityManagerFactory factory;

	final EntityManager entities;

	final TransactionTemplate transaction;

	Ledger() {
		String database = "ledger_" + COUNTER.incrementAndGet();
		Server.createDatabase(database);
		this.owner = pool(database, EmbeddedDatabase.ROLES.owner());
		this.application = pool(database, EmbeddedDatabase.ROLES.application());
		this.dataSource = new TenantDataSource(this.application, this.context);
		createTables(Invoice.class);
		this.factory = map(Invoice.class,
				Map.of("hibernate.multi_tenant_connection_provider",
						new TenantConnectionProvider(this.dataSource, this.context),
						"hibernate.tenant_identifier_resolver", new TenantIdentifierResolver(this.context)));
		this.entities = SharedEntityManagerCreator.createSharedEntityManager(this.factory);
		this.transaction = new TransactionTemplate(transactionManager());
		protect();
		List.of(this.acme, this.globex).forEach(this::persistInvoiceOf);
	}

	private void protect() {
		CompanionSchema.install(this.owner, EmbeddedDatabase.ROLES);
		TenantTables tables = new MappedTables(this.factory, new TenantModel()).customize(TenantTables.in("public"));
		new RowLevelSecurity(this.owner, EmbeddedDatabase.ROLES, tables).apply(false);
	}

	private void persistInvoiceOf(Tenant tenant) {
		as(tenant, () -> this.transaction
			.executeWithoutResult((status) -> this.entities.persist(new Invoice(tenant.slug()))));
	}

	void as(Tenant tenant, Runnable work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			work.run();
		}
	}

	List<String> numbers(EntityManager entities) {
		return entities.createQuery("select i.number from Invoice i", String.class).getResultList();
	}

	private PlatformTransactionManager transactions() {
		return this.transaction.getTransactionManager();
	}

	private JpaTransactionManager transactionManager() {
		JpaTransactionManager manager = new JpaTransactionManager(this.factory);
		manager.setDataSource(this.dataSource);
		manager.setJpaDialect(new HibernateJpaDialect());
		return manager;
	}

	private void createTables(Class<?> sample) {
		map(sample, Map.of("hibernate.connection.datasource", this.owner, "hibernate.hbm2ddl.auto", "create")).close();
	}

	/**
	 * Maps the entities beside a sample.
	 */
	static EntityManagerFactory map(Class<?> sample, Map<String, ?> settings) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName(sample.getSimpleName());
		factory.setPackagesToScan(sample.getPackageName());
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(settings);
		factory.getJpaPropertyMap()
			.put("hibernate.physical_naming_strategy",
					"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl");
		factory.afterPropertiesSet();
		return factory.getObject();
	}

	private static HikariDataSource pool(String database, String role) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(Server.INSTANCE.url(database));
		config.setUsername(role);
		config.setMaximumPoolSize(3);
		config.setMinimumIdle(0);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}

	static Tenant tenant(String slug) {
		TenantId id = TenantId.random();
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

	@Override
	public void close() {
		this.factory.close();
		this.application.close();
		this.owner.close();
	}

	private static final class Server {

		private static final EmbeddedDatabase INSTANCE = EmbeddedDatabase.start(EmbeddedOptions.throwAway())
			.closedAtExit();

		private static void createDatabase(String name) {
			try (Connection connection = INSTANCE.superuserConnection()) {
				new DatabaseRoles(EmbeddedDatabase.ROLES).createDatabase(connection, name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
