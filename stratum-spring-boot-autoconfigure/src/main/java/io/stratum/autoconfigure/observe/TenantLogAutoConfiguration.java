package io.stratum.autoconfigure.observe;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.BindingListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Has log lines tell for whom code runs.
 */
@AutoConfiguration(before = TenantAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "stratum.observability.mdc", matchIfMissing = true)
public final class TenantLogAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	BindingListener stratumLogContext() {
		return new LogContext();
	}

}
