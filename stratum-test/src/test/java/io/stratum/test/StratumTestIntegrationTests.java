package io.stratum.test;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

@StratumTest(classes = StratumTestIntegrationTests.Application.class)
class StratumTestIntegrationTests {

	private final TenantContext context;

	private final DataSource dataSource;

	private final TestDatabase database;

	StratumTestIntegrationTests(@Autowired TenantContext context, @Autowired DataSource dataSource,
			@Autowired TestDatabase database) {
		this.context = context;
		this.dataSource = dataSource;
		this.database = database;
	}

	@Test
	void propertiesLeadToADatabaseOfItsOwn(@Autowired Environment environment) {
		assertThat(environment.getProperty("spring.datasource.url")).isEqualTo(this.database.url());
		assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("stratum_app");
		assertThat(environment.getProperty("stratum.owner.username")).isEqualTo("stratum_owner");
		assertThat(environment.getProperty("stratum.platform.username")).isEqualTo("stratum_platform");
	}

	@Test
	void nobodyIsActedForUnlessSaid() {
		assertThat(this.context.current()).isEmpty();
	}

	@Test
	@ActingFor("acme")
	void testRunsForItsTenant() {
		assertThat(this.context.required().slug()).isEqualTo("acme");
	}

	@Test
	@Transactional
	@ActingFor("acme")
	void tenantIsBoundBeforeTheTransactionBegins() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
		assertThat(JdbcClient.create(this.dataSource)
			.sql("select current_setting('app.current_tenant_id')")
			.query(String.class)
			.single()).isEqualTo(this.context.required().id().toString());
	}

	@Test
	void castIsMadeOnce(@Autowired Tenants tenants) {
		TwoTenants cast = TwoTenants.in(tenants);
		assertThat(TwoTenants.in(tenants)).isEqualTo(cast);
		assertThat(cast.acme().slug()).isEqualTo("acme");
		assertThat(cast.globex().slug()).isEqualTo("globex");
	}

	@Nested
	@ActingFor("globex")
	class ActingForItsStranger {

		@Test
		void everyTestRunsForTheTenantOfTheClass() {
			assertThat(StratumTestIntegrationTests.this.context.current()).map(Tenant::slug).contains("globex");
		}

		@Test
		@ActingFor("acme")
		void methodSaysOtherwise(@Autowired TestDatabase sameDatabase) {
			assertThat(StratumTestIntegrationTests.this.context.current()).map(Tenant::slug).contains("acme");
			assertThat(sameDatabase).isSameAs(StratumTestIntegrationTests.this.database);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		TenantContext tenantContext() {
			return new TenantContext();
		}

		@Bean
		TenantDataSource dataSource(Environment environment, TenantContext context) {
			return new TenantDataSource(
					new DriverManagerDataSource(environment.getRequiredProperty("spring.datasource.url"),
							environment.getRequiredProperty("spring.datasource.username"), ""),
					context);
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

		@Bean
		Tenants tenants(TestDatabase database, TenantContext context) {
			EngineDatabase engine = new EngineDatabase(database.platform());
			ChangeFeed feed = new ChangeFeed(database.platform(), Duration.ofSeconds(5));
			return new Tenants(engine, feed, new Journal(engine, feed, context::caller, Clock.systemUTC()), context);
		}

	}

}
