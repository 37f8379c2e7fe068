package io.stratum.autoconfigure.parameter;

import io.stratum.autoconfigure.config.TenantConfigAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.config.TenantConfig;
import io.stratum.tenant.TenantContext;
import io.stratum.web.TenantParameters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Knows what parameters of handlers take, whatever brings the request.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, TenantConfigAutoConfiguration.class })
@ConditionalOnClass(TenantParameters.class)
@ConditionalOnBean(TenantContext.class)
public final class TenantParameterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TenantParameters stratumTenantParameters(TenantContext context, ObjectProvider<TenantConfig> config) {
		return new TenantParameters(context, config.getIfAvailable());
	}

}
