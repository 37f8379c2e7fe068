package io.stratum.autoconfigure.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.TenantDataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/**
 * Counts statements by tenant, in a number of series that does not grow with the tenants.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, TenantDataSource.class })
@ConditionalOnBean({ MeterRegistry.class, PlatformDatabase.class })
@EnableConfigurationProperties(ObservabilityProperties.class)
public final class SqlMetricsAutoConfiguration {

	/**
	 * Depends on nothing, for data sources ask for it while they are made.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SqlTotals stratumSqlTotals() {
		return new SqlTotals();
	}

	@Bean(initMethod = "start", destroyMethod = "close")
	SqlMeters stratumSqlMeters(SqlTotals totals, MeterRegistry registry, ObservabilityProperties properties) {
		return new SqlMeters(totals, registry, properties.topTenants());
	}

}
