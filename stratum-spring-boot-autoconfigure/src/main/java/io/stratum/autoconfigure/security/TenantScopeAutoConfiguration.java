package io.stratum.autoconfigure.security;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.security.Authorize;
import io.stratum.security.PlainAuthorization;
import io.stratum.security.RequiresPermission;
import io.stratum.security.ScopeHandlerInterceptor;
import io.stratum.tenant.TenantContext;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds methods to their marks, with Spring Security and without it.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnClass(ScopeHandlerInterceptor.class)
@ConditionalOnBean(TenantContext.class)
public final class TenantScopeAutoConfiguration {

	/**
	 * Refuses handlers before a request is read.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebMvcConfigurer.class)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class MvcConfiguration implements WebMvcConfigurer {

		private final TenantContext context;

		MvcConfiguration(TenantContext context) {
			this.context = context;
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new ScopeHandlerInterceptor(this.context)).order(Ordered.HIGHEST_PRECEDENCE);
		}

	}

	/**
	 * Guards beans where Spring Security does not.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.security.authorization.AuthorizationManager")
	static class PlainConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor stratumPlainScopeAdvisor(ObjectProvider<TenantContext> context) {
			return PlainAuthorization.scopes(context::getObject);
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor stratumPlainPermissionAdvisor() {
			return PlainAuthorization.refusal(RequiresPermission.class);
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor stratumPlainPolicyAdvisor() {
			return PlainAuthorization.refusal(Authorize.class);
		}

	}

}
