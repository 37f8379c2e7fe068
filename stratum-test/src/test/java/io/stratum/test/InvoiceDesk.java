package io.stratum.test;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.jpa.MappedTables;
import io.stratum.jpa.TenantConnectionProvider;
import io.stratum.jpa.TenantIdentifierResolver;
import io.stratum.jpa.TenantModel;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.test.invoice.Invoice;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * A product without Spring Boot: invoices under row-level security on a database of its
 * own.
 */
final class InvoiceDesk implements AutoCloseable {

	private static final String TABLES = """
			create table customer (
				id uuid primary key,
				tenant_id uuid not null,
				name text not null
			);
			create table invoice (
				id uuid primary key,
				tenant_id uuid not null,
				number text not null,
				cents integer not null,
				customer_id uuid references customer,
				unique (tenant_id, number)
			);
			create table invoice_line (
				id uuid primary key,
				tenant_id uuid not null,
				invoice_id uuid references invoice,
				product text not null
			);
			create table tag (
				id uuid primary key,
				tenant_id uuid not null,
				label text not null
			);
			create table invoice_tag (
				tenant_id uuid not null,
				invoice_id uuid references invoice,
				tags_id uuid references tag
			);
			create table invoice_notes (
				tenant_id uuid not null,
				invoice_id uuid references invoice,
				note text not null
			);
			""";

	final TestDatabase database = TestDatabase.create();

	final TenantContext context = new TenantContext();

	final TenantDataSource dataSource = new TenantDataSource(this.database.application(), this.context);

	final Tenants tenants = tenants();

	final EntityManagerFactory entities;

	InvoiceDesk() {
		JdbcClient.create(this.database.owner()).sql(TABLES).update();
		this.entities = map();
		TenantTables tables = new MappedTables(this.entities, new TenantModel()).customize(TenantTables.in("public"));
		new RowLevelSecurity(this.database.owner(), this.database.roles(), tables).apply(false);
	}

	IsolationSetup isolation() {
		return IsolationSetup.sharedTables(this.database, this.tenants, this.entities, this.dataSource);
	}

	private Tenants tenants() {
		EngineDatabase engine = new EngineDatabase(this.database.platform());
		ChangeFeed feed = new ChangeFeed(this.database.platform(), Duration.ofSeconds(5));
		Journal journal = new Journal(engine, feed, this.context::caller, Clock.systemUTC());
		return new Tenants(engine, feed, journal, this.context);
	}

	private EntityManagerFactory map() {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setPersistenceUnitName("invoices");
		factory.setPackagesToScan(Invoice.class.getPackageName());
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setJpaPropertyMap(Map.of("hibernate.multi_tenant_connection_provider",
				new TenantConnectionProvider(this.dataSource, this.context), "hibernate.tenant_identifier_resolver",
				new TenantIdentifierResolver(this.context), "hibernate.physical_naming_strategy",
				"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl"));
		factory.afterPropertiesSet();
		return factory.getObject();
	}

	@Override
	public void close() {
		this.entities.close();
		this.database.close();
	}

}
