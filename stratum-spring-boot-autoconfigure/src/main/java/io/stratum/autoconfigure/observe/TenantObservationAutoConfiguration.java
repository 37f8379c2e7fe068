package io.stratum.autoconfigure.observe;

import io.micrometer.observation.ObservationFilter;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * Has spans tell for which tenant code ran.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = ObservationAutoConfiguration.class)
@ConditionalOnClass({ ObservationFilter.class, ObservationAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "stratum.observability.span-attribute", matchIfMissing = true)
@ConditionalOnBean(TenantContext.class)
@EnableConfigurationProperties(ObservabilityProperties.class)
public final class TenantObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "stratumTenantObservationFilter")
	ObservationFilter stratumTenantObservationFilter(TenantContext context) {
		boolean servlet = ClassUtils.isPresent("io.stratum.web.TenantResolution", null)
				&& ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", null);
		return new TenantObservationFilter(context, servlet ? new ServerRequests() : (observed) -> null);
	}

}
