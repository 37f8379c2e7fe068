package io.stratum.autoconfigure.capture;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.stratum.audit.AuditCapture;
import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditLog;
import io.stratum.audit.AuditQuery;
import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.isolation.Placements;
import io.stratum.isolation.capture.CapturedChanges;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An application that runs with audited letters of many tenants.
 */
final class PostOffice implements AutoCloseable {

	final ConfigurableApplicationContext application;

	private final TenantContext context;

	private final AuditLog audit;

	PostOffice(AuditCapture capture, String... properties) {
		this.application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.application.name=letters", "spring.flyway.locations=classpath:db/letters",
					"spring.jpa.hibernate.ddl-auto=validate", "spring.main.banner-mode=off", "logging.level.root=warn",
					"stratum.audit.capture=" + capture)
			.properties(properties)
			.run();
		this.context = this.application.getBean(TenantContext.class);
		this.audit = this.application.getBean(AuditLog.class);
	}

	Letters letters() {
		return this.application.getBean(Letters.class);
	}

	Tenant open(String slug, IsolationStrategy strategy) {
		return this.application.getBean(Tenants.class)
			.create(NewTenant.root(slug + "_" + strategy.name().toLowerCase(Locale.ROOT), slug).isolatedBy(strategy));
	}

	<T> T as(Tenant tenant, Supplier<T> work) {
		try (TenantContext.Scope scope = this.context.bind(tenant)) {
			return work.get();
		}
	}

	void run(Tenant tenant, Runnable work) {
		as(tenant, () -> {
			work.run();
			return true;
		});
	}

	/** Works in one transaction of a tenant. */
	<T> T in(Tenant tenant, Supplier<T> work) {
		TransactionTemplate transaction = new TransactionTemplate(
				this.application.getBean(PlatformTransactionManager.class));
		return as(tenant, () -> transaction.execute((status) -> work.get()));
	}

	/**
	 * Returns the entries of a tenant's letters, newest first, with those noted
	 * elsewhere.
	 */
	List<AuditEntry> entries(Tenant tenant) {
		bringOver(tenant);
		assertVerifies(tenant);
		return this.audit.query(AuditQuery.of(tenant.id()).page(null, 100))
			.stream()
			.filter((entry) -> entry.resourceType().equals("letter"))
			.toList();
	}

	int bringOver(Tenant tenant) {
		return (tenant.strategy() == IsolationStrategy.DATABASE) ? this.application.getBean(CapturedChanges.class)
			.bringOver(this.application.getBean(Placements.class).of(tenant)) : 0;
	}

	/** Returns the owner's way to the database of a tenant. */
	JdbcClient tenantsOwner(Tenant tenant) {
		JdbcConnectionDetails home = this.application.getBean(JdbcConnectionDetails.class);
		String database = this.application.getBean(Placements.class).of(tenant).database();
		PGSimpleDataSource there = new PGSimpleDataSource();
		there.setUrl(home.getJdbcUrl());
		there.setDatabaseName(database);
		there.setUser(this.application.getBean(DatabaseLogins.class).roles().owner());
		return JdbcClient.create(there);
	}

	private void assertVerifies(Tenant tenant) {
		if (!this.audit.verify(tenant.id()).ok()) {
			throw new AssertionError(this.audit.verify(tenant.id()));
		}
	}

	@Override
	public void close() {
		this.application.close();
	}

	@SpringBootApplication
	static class Application {

	}

}
