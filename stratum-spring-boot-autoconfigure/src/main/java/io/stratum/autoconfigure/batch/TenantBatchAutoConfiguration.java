package io.stratum.autoconfigure.batch;

import javax.sql.DataSource;

import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.engine.PlatformDatabaseAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.isolation.PlatformDataSource;
import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.batch.autoconfigure.BatchTransactionManager;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchDataSource;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Carries the tenant through Spring Batch.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, PlatformDatabaseAutoConfiguration.class },
		before = BatchJdbcAutoConfiguration.class)
@ConditionalOnClass(JobOperator.class)
@ConditionalOnBean(TenantCarrier.class)
public final class TenantBatchAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static BatchWiring stratumBatchWiring(ObjectProvider<TenantCarrier> carrier, ObjectProvider<TenantContext> context,
			ObjectProvider<JobRepository> repository) {
		return new BatchWiring(carrier, context, repository);
	}

	/**
	 * Keeps what Spring Batch knows of its jobs beside the engine's own tables.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(BatchJdbcAutoConfiguration.class)
	@ConditionalOnBean(PlatformDatabase.class)
	@ConditionalOnMissingBean(annotation = BatchDataSource.class)
	static class MetadataConfiguration {

		@Bean(defaultCandidate = false, destroyMethod = "")
		@BatchDataSource
		@PlatformDataSource
		DataSource stratumBatchDataSource(PlatformDatabase database, Environment environment) {
			if (environment.getProperty("stratum.platform.migrate", Boolean.class, true)) {
				BatchTables.create(database.owner());
			}
			return database.inEngineSchema();
		}

		@Bean(defaultCandidate = false)
		@BatchTransactionManager
		@ConditionalOnMissingBean(annotation = BatchTransactionManager.class)
		PlatformTransactionManager stratumBatchTransactionManager(@BatchDataSource DataSource metadata) {
			return new JdbcTransactionManager(metadata);
		}

	}

}
