package io.stratum.autoconfigure.http;

import io.stratum.web.BaggageFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Keeps tenants out of the traces that requests bring along.
 */
@AutoConfiguration
@ConditionalOnClass(BaggageFilter.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class TenantBaggageAutoConfiguration {

	@Bean
	FilterRegistrationBean<BaggageFilter> stratumBaggageFilter() {
		FilterRegistrationBean<BaggageFilter> registration = new FilterRegistrationBean<>(new BaggageFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

}
