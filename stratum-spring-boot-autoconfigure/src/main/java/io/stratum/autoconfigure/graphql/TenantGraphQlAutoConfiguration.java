package io.stratum.autoconfigure.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.stratum.autoconfigure.parameter.TenantParameterAutoConfiguration;
import io.stratum.web.TenantParameters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.util.function.SingletonSupplier;

/**
 * Fills parameters of GraphQL controllers.
 *
 * <p>
 * Data fetchers, batch loaders and subscriptions take the binding over by Micrometer's
 * context propagation, which Spring for GraphQL uses for all of them.
 */
@AutoConfiguration(after = TenantParameterAutoConfiguration.class)
@ConditionalOnClass({ AnnotatedControllerConfigurer.class, TenantParameters.class })
@ConditionalOnBean(TenantParameters.class)
public final class TenantGraphQlAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static GraphQlParameters stratumGraphQlParameters(ObjectProvider<TenantParameters> parameters) {
		return new GraphQlParameters(SingletonSupplier.of(parameters::getObject));
	}

	/**
	 * Joins the resolvers of each set of controllers while it is made.
	 */
	static final class GraphQlParameters implements BeanPostProcessor, HandlerMethodArgumentResolver {

		private final SingletonSupplier<TenantParameters> parameters;

		private GraphQlParameters(SingletonSupplier<TenantParameters> parameters) {
			this.parameters = parameters;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof AnnotatedControllerConfigurer controllers) {
				controllers.addCustomArgumentResolver(this);
			}
			return bean;
		}

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return this.parameters.obtain().isSupported(parameter);
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
			return this.parameters.obtain().resolve(parameter);
		}

	}

}
