package io.stratum.autoconfigure.controlplane;

import io.stratum.autoconfigure.audit.AuditAutoConfiguration;
import io.stratum.autoconfigure.config.TenantConfigAutoConfiguration;
import io.stratum.autoconfigure.permission.PermissionAutoConfiguration;
import io.stratum.autoconfigure.policy.PolicyAutoConfiguration;
import io.stratum.autoconfigure.security.TenantSecurityAutoConfiguration;
import io.stratum.autoconfigure.web.TenantWebAutoConfiguration;
import io.stratum.controlplane.ControlPlaneHandlers;
import io.stratum.controlplane.ControlPlaneSecurity;
import io.stratum.controlplane.ControlPlaneWeb;
import io.stratum.security.TenantSecurity;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.web.CallerResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Serves the engine as a REST API.
 */
@AutoConfiguration(after = { AuditAutoConfiguration.class, PermissionAutoConfiguration.class,
		PolicyAutoConfiguration.class, TenantConfigAutoConfiguration.class, TenantSecurityAutoConfiguration.class,
		TenantWebAutoConfiguration.class })
@ConditionalOnClass(ControlPlaneHandlers.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty(name = "stratum.control-plane.enabled", matchIfMissing = true)
@ConditionalOnBean(TenantSecurity.class)
@EnableConfigurationProperties(ControlPlaneProperties.class)
@Import(ControlPlaneHandlers.class)
public final class ControlPlaneAutoConfiguration {

	@Bean
	ControlPlaneWeb stratumControlPlaneWeb(ControlPlaneProperties properties, TenantContext context, Tenants tenants) {
		return new ControlPlaneWeb(properties.settings(), context, tenants);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 100)
	SecurityFilterChain stratumControlPlaneChain(HttpSecurity http, ControlPlaneProperties properties,
			CallerResolver callers) {
		return new ControlPlaneSecurity(properties.settings(), callers).chain(http);
	}

}
