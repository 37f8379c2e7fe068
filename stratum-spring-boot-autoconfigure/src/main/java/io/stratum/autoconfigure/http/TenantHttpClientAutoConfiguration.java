package io.stratum.autoconfigure.http;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantContext;
import io.stratum.web.TenantPropagation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the bound tenant to the hosts that are trusted with it.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = RestClientAutoConfiguration.class)
@ConditionalOnClass({ RestClientCustomizer.class, HttpClientSettings.class, TenantPropagation.class })
@ConditionalOnBean(TenantContext.class)
@EnableConfigurationProperties(PropagationProperties.class)
public final class TenantHttpClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TenantPropagation stratumTenantPropagation(TenantContext context, PropagationProperties properties,
			Environment environment) {
		String header = environment.getProperty("stratum.web.resolution.header.name", "X-Tenant-ID");
		return new TenantPropagation(context, header, properties.hosts());
	}

	/**
	 * Comes last, so that no other interceptor names a tenant after it.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	RestClientCustomizer stratumRestClientCustomizer(TenantPropagation propagation) {
		return (builder) -> builder.requestInterceptor(propagation);
	}

	@Bean
	static RedirectRefusal stratumRedirectRefusal(ObjectProvider<PropagationProperties> properties) {
		return new RedirectRefusal(() -> !properties.getObject().hosts().isEmpty());
	}

}
