package io.stratum.autoconfigure.security;

import io.stratum.permission.Permissions;
import io.stratum.policy.Policies;
import io.stratum.security.TenantMethodSecurity;
import io.stratum.tenant.TenantContext;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.security.authorization.AuthorizationManager;

/**
 * Puts permissions and policies into force where methods ask for them.
 */
@AutoConfiguration
@ConditionalOnClass({ TenantMethodSecurity.class, AuthorizationManager.class })
public final class TenantMethodSecurityAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor stratumPermissionAdvisor(ObjectProvider<TenantContext> context,
			ObjectProvider<Permissions> permissions) {
		return TenantMethodSecurity.permissions(context::getObject, permissions::getObject);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor stratumPolicyAdvisor(ObjectProvider<TenantContext> context, ObjectProvider<Policies> policies) {
		return TenantMethodSecurity.policies(context::getObject, policies::getObject);
	}

}
