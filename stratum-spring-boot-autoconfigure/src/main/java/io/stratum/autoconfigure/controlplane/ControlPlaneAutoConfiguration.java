package io.stratum.autoconfigure.controlplane;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.audit.AuditAutoConfiguration;
import io.stratum.autoconfigure.config.TenantConfigAutoConfiguration;
import io.stratum.autoconfigure.permission.PermissionAutoConfiguration;
import io.stratum.autoconfigure.policy.PolicyAutoConfiguration;
import io.stratum.autoconfigure.security.TenantSecurityAutoConfiguration;
import io.stratum.autoconfigure.web.TenantWebAutoConfiguration;
import io.stratum.controlplane.ControlPlaneHandlers;
import io.stratum.controlplane.ControlPlaneSecurity;
import io.stratum.controlplane.ControlPlaneSettings;
import io.stratum.controlplane.LocalRateLimiter;
import io.stratum.controlplane.PlainRejection;
import io.stratum.controlplane.RateLimiter;
import io.stratum.security.TenantSecurity;
import io.stratum.web.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

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
@EnableConfigurationProperties({ ControlPlaneProperties.class, RateLimitProperties.class })
@Import(ControlPlaneHandlers.class)
public final class ControlPlaneAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ControlPlaneSettings stratumControlPlaneSettings(ControlPlaneProperties properties, RateLimitProperties limits) {
		return properties.settings(limits);
	}

	@Bean
	@ConditionalOnMissingBean
	RateLimiter stratumRateLimiter(RateLimitProperties properties) {
		if (properties.store() == RateLimitProperties.Store.REDIS) {
			throw new StratumStartupException("'stratum.rate-limit.store' is REDIS, but there is no client of Redis.",
					"Add 'spring-boot-starter-data-redis' and 'bucket4j_jdk17-lettuce', and set 'spring.data.redis.url', or "
							+ "let each node count by itself with MEMORY.");
		}
		return new LocalRateLimiter();
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 100)
	SecurityFilterChain stratumControlPlaneChain(HttpSecurity http, ControlPlaneSecurity security) {
		return security.chain(http);
	}

	/**
	 * Tells a client why its address was refused before any handler was sought.
	 */
	@Bean
	@ConditionalOnMissingBean
	RequestRejectedHandler stratumRequestRejectedHandler(ProblemWriter problems) {
		return new PlainRejection(problems);
	}

}
