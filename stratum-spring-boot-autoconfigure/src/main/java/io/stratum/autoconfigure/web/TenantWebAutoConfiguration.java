package io.stratum.autoconfigure.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.stratum.StratumStartupException;
import io.stratum.access.Caller;
import io.stratum.autoconfigure.parameter.TenantParameterAutoConfiguration;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import io.stratum.web.CallerResolver;
import io.stratum.web.ProblemWriter;
import io.stratum.web.RequestIdFilter;
import io.stratum.web.ResolutionStep;
import io.stratum.web.StratumProblemAdvice;
import io.stratum.web.SubtreeAdmission;
import io.stratum.web.TenantAdmission;
import io.stratum.web.TenantArgumentResolver;
import io.stratum.web.TenantFilter;
import io.stratum.web.TenantParameters;
import io.stratum.web.TenantResolver;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resolves, admits and binds the tenant of each request.
 */
@AutoConfiguration(after = { TenantAutoConfiguration.class, TenantParameterAutoConfiguration.class,
		JacksonAutoConfiguration.class })
@ConditionalOnClass({ TenantFilter.class, WebMvcConfigurer.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(Tenants.class)
@EnableConfigurationProperties(ResolutionProperties.class)
public final class TenantWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProblemWriter stratumProblemWriter(JsonMapper mapper) {
		return new ProblemWriter(mapper);
	}

	@Bean
	@ConditionalOnMissingBean
	StratumProblemAdvice stratumProblemAdvice() {
		return new StratumProblemAdvice();
	}

	@Bean
	@ConditionalOnMissingBean
	TenantAdmission stratumTenantAdmission(Tenants tenants) {
		return new SubtreeAdmission(tenants);
	}

	@Bean
	FilterRegistrationBean<RequestIdFilter> stratumRequestIdFilter() {
		FilterRegistrationBean<RequestIdFilter> registration = new FilterRegistrationBean<>(new RequestIdFilter());
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return registration;
	}

	/**
	 * Makes the filter, which Spring Security's chains place where they are in use.
	 */
	@Bean
	TenantFilter stratumTenantFilter(ObjectProvider<CallerResolver> callers, ResolutionProperties properties,
			ObjectProvider<TenantResolver> resolvers, TenantAdmission admission, ObjectProvider<ResolutionStep> steps,
			TenantContext context, ProblemWriter problems, ListableBeanFactory beans) {
		return new TenantFilter(callers.getIfAvailable(() -> (request) -> Caller.ANONYMOUS),
				new ResolverChain(properties).with(ordered(resolvers, beans)), admission,
				steps.orderedStream().toList(), context, problems);
	}

	/**
	 * Returns the application's own resolvers, of which each says which comes first.
	 */
	private static Stream<TenantResolver> ordered(ObjectProvider<TenantResolver> resolvers, ListableBeanFactory beans) {
		Map<String, TenantResolver> own = beans.getBeansOfType(TenantResolver.class);
		List<String> unordered = own.entrySet()
			.stream()
			.filter((entry) -> !(entry.getValue() instanceof Ordered)
					&& beans.findAnnotationOnBean(entry.getKey(), Order.class) == null)
			.map(Map.Entry::getKey)
			.toList();
		if (own.size() > 1 && !unordered.isEmpty()) {
			throw new StratumStartupException(
					"There are several TenantResolvers, and these do not say which comes first: " + unordered,
					"Write @Order(1), @Order(2) and so on at each, on the class or on the method that makes it.");
		}
		return resolvers.orderedStream();
	}

	/**
	 * Fills parameters of Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	static class MvcConfiguration implements WebMvcConfigurer {

		private final TenantParameters parameters;

		MvcConfiguration(TenantParameters parameters) {
			this.parameters = parameters;
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new TenantArgumentResolver(this.parameters));
		}

	}

}
