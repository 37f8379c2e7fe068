package io.stratum.autoconfigure.security;

import io.stratum.access.ApiKeys;
import io.stratum.access.AuthenticatedKey;
import io.stratum.autoconfigure.access.AccessAutoConfiguration;
import io.stratum.autoconfigure.web.TenantWebAutoConfiguration;
import io.stratum.security.CallerMapper;
import io.stratum.security.ScopeAuthorization;
import io.stratum.security.SecurityCallerResolver;
import io.stratum.security.TenantSecurity;
import io.stratum.tenant.TenantContext;
import io.stratum.web.CallerResolver;
import io.stratum.web.ProblemWriter;
import io.stratum.web.TenantFilter;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Brings API keys, scopes and the tenant of a request into Spring Security.
 */
@AutoConfiguration(after = AccessAutoConfiguration.class,
		before = { TenantWebAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
				UserDetailsServiceAutoConfiguration.class })
@ConditionalOnClass({ HttpSecurity.class, TenantSecurity.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(ApiKeys.class)
@EnableConfigurationProperties(SecurityProperties.class)
public final class TenantSecurityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(CallerResolver.class)
	SecurityCallerResolver stratumCallerResolver(ObjectProvider<CallerMapper> mappers) {
		return new SecurityCallerResolver(mappers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	TenantSecurity stratumTenantSecurity(SecurityProperties properties, ApiKeys keys, TenantFilter filter,
			ProblemWriter problems) {
		return new TenantSecurity(properties.apiKey().header(),
				(key) -> keys.authenticate(key).map(AuthenticatedKey::caller), filter, problems);
	}

	/**
	 * Keeps the servlet container from placing the filter too, before authentication.
	 */
	@Bean
	FilterRegistrationBean<TenantFilter> stratumTenantFilterRegistration(TenantFilter filter) {
		FilterRegistrationBean<TenantFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor stratumScopeAdvisor(ObjectProvider<TenantContext> context) {
		return ScopeAuthorization.advisor(context::getObject);
	}

	/**
	 * The chain of an application that brings none: every request needs a credential.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(SecurityFilterChain.class)
	static class DefaultChain {

		@Bean
		SecurityFilterChain stratumSecurityFilterChain(HttpSecurity http, TenantContext context) {
			return http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.csrf((csrf) -> csrf.disable())
				.requestCache((cache) -> cache.disable())
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/health", "/actuator/health/**")
					.permitAll()
					.requestMatchers("/actuator/**")
					.access((caller, request) -> new AuthorizationDecision(context.caller().isOperator()))
					.anyRequest()
					.authenticated())
				.build();
		}

		/**
		 * Nobody logs in by password here, so Boot need not invent a user.
		 */
		@Bean
		@ConditionalOnMissingBean({ AuthenticationManager.class, AuthenticationProvider.class, UserDetailsService.class,
				AuthenticationManagerResolver.class })
		UserDetailsService stratumNoUsers() {
			return new InMemoryUserDetailsManager();
		}

	}

}
