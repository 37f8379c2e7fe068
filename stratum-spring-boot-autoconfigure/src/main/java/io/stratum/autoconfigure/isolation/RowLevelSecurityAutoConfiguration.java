package io.stratum.autoconfigure.isolation;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.isolation.IsolationProperties.Rls.Apply;
import io.stratum.isolation.rls.RowLevelSecurity;
import io.stratum.isolation.rls.RowLevelSecurityCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Generates the policies that keep rows apart and checks that they hold.
 */
@AutoConfiguration(after = TenantDataSourceAutoConfiguration.class)
@ConditionalOnClass(RowLevelSecurity.class)
@ConditionalOnBean({ PlatformDatabase.class, JdbcConnectionDetails.class })
public final class RowLevelSecurityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RowLevelSecurityFactory stratumRowLevelSecurityFactory(PlatformDatabase database, DatabaseLogins logins,
			IsolationProperties properties, ObjectProvider<RowLevelSecurityCustomizer> customizers) {
		return new RowLevelSecurityFactory(database, logins, properties, customizers);
	}

	@Bean
	RowLevelSecurityInitializer stratumRowLevelSecurityInitializer(RowLevelSecurityFactory factory,
			PlatformDatabase database, IsolationProperties properties) {
		Apply apply = properties.rls().apply();
		return new RowLevelSecurityInitializer(factory, database.applicationLogin(),
				apply == Apply.AUTO || apply == Apply.STARTUP);
	}

	/**
	 * Gives tools the generator that knows the entities too; they exist when it is first
	 * used.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean
	RowLevelSecurity stratumRowLevelSecurity(RowLevelSecurityFactory factory) {
		return factory.create();
	}

}
