package io.stratum.autoconfigure;

import java.time.Clock;
import java.util.List;

import io.stratum.access.ApiKeys;
import io.stratum.access.Peppers;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.jpa.TenantModel;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.Tenants;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the starter adds to an application: by default, by property, and what it gives way
 * to.
 */
class EngineWiringIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void engineIsWiredByDefault() {
		RUNNERS.plain()
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(EngineDatabase.class)
				.hasSingleBean(ChangeFeed.class)
				.hasSingleBean(Journal.class)
				.hasSingleBean(Tenants.class)
				.hasSingleBean(TenantContext.class)
				.hasSingleBean(ApiKeys.class)
				.hasSingleBean(TenantModel.class)
				.hasSingleBean(RowLevelSecurity.class));
	}

	@Test
	void dataSourceIsBoundWhatEverElseIsThere() {
		RUNNERS.plain().run((context) -> {
			assertThat(context.getBean(javax.sql.DataSource.class)).isInstanceOf(TenantDataSource.class);
			assertThatExceptionOfType(TenantNotBoundException.class)
				.isThrownBy(() -> context.getBean(JdbcTemplate.class).queryForList("select 1"));
		});
	}

	@Test
	void dataSourceOfTheApplicationIsBoundToo() {
		RUNNERS.plain()
			.withBean("own", javax.sql.DataSource.class,
					() -> new DriverManagerDataSource(RUNNERS.database().url(), "stratum_app", ""))
			.run((context) -> assertThat(context.getBean("own")).isInstanceOf(TenantDataSource.class));
	}

	@Test
	void platformSizesItsPoolByProperty() {
		RUNNERS.plain()
			.withPropertyValues("stratum.platform.pool.maximum-size=7")
			.run((context) -> assertThat(context.getBean(EngineDatabase.class).dataSource())
				.hasFieldOrPropertyWithValue("maximumPoolSize", 7));
	}

	@Test
	void contextOfTheApplicationIsUsed() {
		TenantContext own = new TenantContext();
		RUNNERS.plain()
			.withBean(TenantContext.class, () -> own)
			.run((context) -> assertThat(context.getBean(TenantContext.class)).isSameAs(own));
	}

	@Test
	void partsOfTheEngineGiveWay() {
		RUNNERS.plain()
			.withBean(Peppers.class, () -> Peppers.of("another pepper of thirty-two bytes or more", List.of()))
			.withBean(TenantModel.class, TenantModel::new)
			.withBean("ownJournal", Journal.class, () -> new Journal(null, null, null, Clock.systemUTC()))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("stratumPeppers")
				.doesNotHaveBean("stratumTenantModel")
				.doesNotHaveBean("stratumJournal"));
	}

	@Test
	void withoutHibernateRowsAreStillKeptApart() {
		RUNNERS.bare()
			.withClassLoader(ShopRunners.without("org.hibernate", "jakarta.persistence", "org.springframework.data"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("stratumTenantModel");
				assertThat(context.getBean(javax.sql.DataSource.class)).isInstanceOf(TenantDataSource.class);
			});
	}

	@Test
	void withoutFlywaysIntegrationTheEngineStillMigratesItself() {
		RUNNERS.bare()
			.withClassLoader(new FilteredClassLoader(FlywayConnectionDetails.class, SessionFactory.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("stratumFlywayConnectionDetails");
				assertThat(context.getBean(Tenants.class).findBySlug("nobody")).isEmpty();
			});
	}

	@Test
	void withoutActuatorThereIsNoHealth() {
		RUNNERS.plain().run((context) -> assertThat(context).hasBean("dbHealthContributor"));
		RUNNERS.bare()
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class, SessionFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("dbHealthContributor"));
		RUNNERS.plain()
			.withPropertyValues("management.health.db.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("dbHealthContributor"));
	}

	@Test
	void migrationsOfTheApplicationRunAsTheOwner() {
		RUNNERS.plain()
			.run((context) -> assertThat(context.getBean(FlywayConnectionDetails.class).getUsername())
				.isEqualTo("stratum_owner"));
	}

}
