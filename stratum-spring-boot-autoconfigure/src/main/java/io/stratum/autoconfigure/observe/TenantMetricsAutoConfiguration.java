package io.stratum.autoconfigure.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.stratum.web.TenantResolution;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Counts requests by tenant, in a number of series that does not grow with the tenants.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ MeterRegistry.class, TenantResolution.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(MeterRegistry.class)
@EnableConfigurationProperties(ObservabilityProperties.class)
public final class TenantMetricsAutoConfiguration {

	@Bean
	FilterRegistrationBean<TenantRequestCounter> stratumTenantRequestCounter(MeterRegistry registry,
			ObservabilityProperties properties) {
		FilterRegistrationBean<TenantRequestCounter> registration = new FilterRegistrationBean<>(
				new TenantRequestCounter(registry, properties.topTenants()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		return registration;
	}

}
