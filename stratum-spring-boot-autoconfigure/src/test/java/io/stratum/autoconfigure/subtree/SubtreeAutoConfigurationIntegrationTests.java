package io.stratum.autoconfigure.subtree;

import java.util.List;

import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditLog;
import io.stratum.audit.AuditQuery;
import io.stratum.isolation.TenantIsolationException;
import io.stratum.isolation.subtree.Subtree;
import io.stratum.isolation.subtree.SubtreeAnswer;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.isolation.subtree.SubtreeTooLargeException;
import io.stratum.jpa.TenantCaches;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SubtreeAutoConfigurationIntegrationTests {

	private static ConfigurableApplicationContext application;

	private static TenantContext context;

	private static Sales sales;

	private static Tenant acme;

	private static Tenant acmeEmea;

	private static Tenant globex;

	@BeforeAll
	static void start() {
		application = BranchApplication.run();
		context = application.getBean(TenantContext.class);
		sales = application.getBean(Sales.class);
		Tenants tenants = application.getBean(Tenants.class);
		acme = tenants.create(NewTenant.root("acme", "Acme"));
		acmeEmea = tenants.create(NewTenant.childOf(acme.id(), "acme_emea", "Acme EMEA"));
		globex = tenants.create(NewTenant.root("globex", "Globex"));
		List.of(acme, acmeEmea, globex).forEach((tenant) -> as(tenant, () -> sales.save(new Sale(tenant.slug()))));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void repositoryReadsASubtree() {
		as(acme, () -> {
			assertThat(sales.findAllByOrderByItem()).extracting(Sale::item).containsExactly("acme", "acme_emea");
			assertThat(sales.findAll()).extracting(Sale::item).containsExactly("acme");
		});
		as(globex, () -> assertThat(sales.findAllByOrderByItem()).extracting(Sale::item).containsExactly("globex"));
	}

	@Test
	void transactionAroundARepositoryGoesOn() {
		TransactionTemplate transaction = application.getBean(TransactionTemplate.class);
		as(acme, () -> transaction.executeWithoutResult((status) -> {
			sales.saveAndFlush(new Sale("unseen"));
			assertThat(sales.findAllByOrderByItem()).extracting(Sale::item).doesNotContain("unseen");
			assertThat(sales.findAll()).hasSize(2);
			status.setRollbackOnly();
		}));
	}

	@Test
	void gatheringReadsByJdbcAndByRepository() {
		Subtree subtree = application.getBean(Subtree.class);
		assertThat(
				subtree.gather(acme.id(), (sql) -> sql.sql("select count(*) from sale").query(Integer.class).single()))
			.extracting(SubtreeAnswer::answer)
			.containsExactly(2);
		assertThat(subtree.gather(acme.id(), (sql) -> sales.findAll().size())).extracting(SubtreeAnswer::answer)
			.containsExactly(2);
	}

	@Test
	void changesAreAudited() {
		Tenant initech = application.getBean(Tenants.class).create(NewTenant.root("initech", "Initech"));
		as(initech, () -> {
			sales.save(new Sale("stapler"));
			sales.rename("red stapler");
		});
		AuditLog audit = application.getBean(AuditLog.class);
		assertThat(audit.query(AuditQuery.of(initech.id()))).extracting(AuditEntry::action)
			.containsExactly("sale.bulk_update", "sale.created", "tenant.created");
		assertThat(audit.verify(initech.id()).ok()).isTrue();
	}

	@Test
	void refusalOfTheDatabaseIsAnIsolationErrorWhereverItShows() {
		as(acme, () -> {
			assertThatExceptionOfType(TenantIsolationException.class).isThrownBy(() -> sales.give(globex.id().value()));
			assertThatExceptionOfType(TenantIsolationException.class)
				.isThrownBy(() -> application.getBean(JdbcClient.class)
					.sql("update sale set tenant_id = ?")
					.param(globex.id().value())
					.update());
			assertThatExceptionOfType(TenantIsolationException.class)
				.isThrownBy(() -> application.getBean(TransactionTemplate.class)
					.executeWithoutResult((status) -> application.getBean(EntityManager.class)
						.createNativeQuery("truncate sale")
						.executeUpdate()));
		});
	}

	@Test
	void cachesCanBeEmptied() {
		application.getBean(TenantCaches.class).evictAll(acme.id());
		as(acme, () -> assertThat(sales.findAll()).hasSize(1));
	}

	@Test
	void limitIsAProperty() {
		try (ConfigurableApplicationContext narrow = BranchApplication
			.run("--stratum.isolation.subtree.max-tenants=1")) {
			Tenants tenants = narrow.getBean(Tenants.class);
			Tenant root = tenants.create(NewTenant.root("acme", "Acme"));
			tenants.create(NewTenant.childOf(root.id(), "acme_emea", "Acme EMEA"));
			try (TenantContext.Scope scope = narrow.getBean(TenantContext.class).bind(root)) {
				assertThatExceptionOfType(SubtreeTooLargeException.class)
					.isThrownBy(narrow.getBean(Sales.class)::findAllByOrderByItem);
			}
		}
	}

	@Test
	void subtreesAreReadWithoutJpa() {
		try (ConfigurableApplicationContext plain = new SpringApplicationBuilder(Plain.class)
			.web(WebApplicationType.NONE)
			.properties("spring.flyway.locations=classpath:db/branch",
					"spring.autoconfigure.exclude=org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
							+ "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
			.run()) {
			assertThat(plain.getBeansOfType(EntityManager.class)).isEmpty();
			Tenant root = plain.getBean(Tenants.class).create(NewTenant.root("acme", "Acme"));
			try (TenantContext.Scope scope = plain.getBean(TenantContext.class).bind(root)) {
				assertThat(plain.getBean(SubtreeReads.class)
					.<Integer, RuntimeException>read(() -> plain.getBean(JdbcClient.class)
						.sql("select count(*) from sale")
						.query(Integer.class)
						.single()))
					.isZero();
			}
		}
	}

	private static void as(Tenant tenant, Runnable work) {
		try (TenantContext.Scope scope = context.bind(tenant)) {
			work.run();
		}
	}

	@EnableAutoConfiguration
	static class Plain {

	}

}
