package io.stratum.autoconfigure.isolation;

import java.util.List;

import javax.sql.DataSource;

import io.stratum.autoconfigure.engine.DatabaseLogins;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.RowLevelSecurity;
import io.stratum.isolation.TableName;
import io.stratum.isolation.TenantTables;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Generates the policies that keep rows apart and checks that they hold.
 */
@AutoConfiguration(after = TenantDataSourceAutoConfiguration.class)
@ConditionalOnClass(RowLevelSecurity.class)
@ConditionalOnBean({ PlatformDatabase.class, JdbcConnectionDetails.class })
public final class RowLevelSecurityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TenantTables stratumTenantTables(PlatformDatabase database, IsolationProperties properties) {
		String schema = homeSchema(database.owner());
		List<TableName> global = properties.tables().global().stream().map((name) -> tableName(schema, name)).toList();
		return TenantTables.in(schema).withColumn(properties.tables().tenantColumn()).withGlobal(global);
	}

	@Bean
	@ConditionalOnMissingBean
	RowLevelSecurity stratumRowLevelSecurity(PlatformDatabase database, DatabaseLogins logins, TenantTables tables,
			IsolationProperties properties) {
		return new RowLevelSecurity(database.owner(), logins.roles(), tables, properties.rls().lockTimeout());
	}

	@Bean
	RowLevelSecurityInitializer stratumRowLevelSecurityInitializer(RowLevelSecurity security,
			JdbcConnectionDetails application, IsolationProperties properties) {
		DataSource login = new DriverManagerDataSource(application.getJdbcUrl(), application.getUsername(),
				application.getPassword());
		return new RowLevelSecurityInitializer(security, login, properties.rls().apply());
	}

	private static String homeSchema(DataSource owner) {
		return JdbcClient.create(owner).sql("select current_schema()").query(String.class).single();
	}

	private static TableName tableName(String schema, String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? new TableName(schema, name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
	}

}
