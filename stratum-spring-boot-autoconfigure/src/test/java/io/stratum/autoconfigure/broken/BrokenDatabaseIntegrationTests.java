package io.stratum.autoconfigure.broken;

import javax.sql.DataSource;

import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Starts on databases, and with connections, that cannot keep tenants apart.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrokenDatabaseIntegrationTests {

	private static final ShopDatabase DATABASE = new ShopDatabase();

	@Test
	void dataSourceThatNothingBindsIsNamed(CapturedOutput output) {
		assertThatThrownBy(() -> BrokenStartIntegrationTests.run(WithEarlyDataSource.class, DATABASE.properties()));
		assertThat(output).contains("APPLICATION FAILED TO START", "bean legacy", "is not bound to tenants",
				"not created early", "@PlatformDataSource");
	}

	@Test
	void serverThatIsTooOldIsNamedWithTheVersionNeeded(CapturedOutput output) {
		ShopDatabase old = pretending("""
				create function pretending.current_setting(text) returns text language sql return '140011'
				""");
		assertThatThrownBy(() -> BrokenStartIntegrationTests.run(ShopApplication.class, old.properties()));
		assertThat(output).contains("APPLICATION FAILED TO START", "PostgreSQL 14.11", "needs 15 or newer",
				"Upgrade the server", "spring.datasource.url");
	}

	@Test
	void missingExtensionIsNamedWithTheVersionNeeded(CapturedOutput output) {
		ShopDatabase bare = pretending("""
				create view pretending.pg_available_extensions as
				select * from pg_catalog.pg_available_extensions where name <> 'ltree'
				""");
		assertThatThrownBy(() -> BrokenStartIntegrationTests.run(ShopApplication.class, bare.properties()));
		assertThat(output).contains("APPLICATION FAILED TO START", "does not have the extension 'ltree'",
				"needs version 1.2", "postgresql-contrib", "create extension ltree");
	}

	@Test
	void extensionThatIsTooOldIsNamedWithTheVersionNeeded(CapturedOutput output) {
		ShopDatabase old = pretending("""
				create view pretending.pg_extension as
				select 'ltree'::name as extname, '1.1'::text as extversion
				""");
		assertThatThrownBy(() -> BrokenStartIntegrationTests.run(ShopApplication.class, old.properties()));
		assertThat(output).contains("APPLICATION FAILED TO START", "'ltree' of the database is version 1.1",
				"needs 1.2", "alter extension ltree update");
	}

	/**
	 * Makes a database whose owner is told something else about the server.
	 */
	private static ShopDatabase pretending(String statement) {
		ShopDatabase database = new ShopDatabase();
		JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(database.url(), "stratum_owner", ""));
		owner.sql("create schema pretending").update();
		owner.sql(statement).update();
		owner
			.sql("""
					do $$ begin
						execute format('alter role stratum_owner in database %I set search_path = pretending, pg_catalog, public',
							current_database());
					end $$
					""")
			.update();
		return database;
	}

	@Configuration(proxyBeanMethods = false)
	static class WithEarlyDataSource extends ShopApplication {

		@Bean(defaultCandidate = false)
		static DataSource legacy() {
			return new DriverManagerDataSource(DATABASE.url(), "stratum_app", "");
		}

		@Bean
		static EarlyProcessor early(@Qualifier("legacy") DataSource legacy) {
			return new EarlyProcessor(legacy);
		}

	}

	record EarlyProcessor(DataSource legacy) implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

}
