package io.stratum.autoconfigure.jpa;

import io.stratum.jpa.TenantModel;
import io.stratum.jpa.TenantScopedGuard;
import io.stratum.tenant.TenantContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/**
 * Guards repositories that are marked as those of tenants.
 */
@AutoConfiguration(after = TenantJpaAutoConfiguration.class)
@ConditionalOnClass({ JpaRepositoryFactoryBean.class, TenantScopedGuard.class })
@ConditionalOnBean(TenantModel.class)
public final class TenantRepositoryAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RepositoryGuarding stratumRepositoryGuarding(ObjectProvider<TenantContext> context,
			ObjectProvider<TenantModel> model) {
		return new RepositoryGuarding(context, model);
	}

	/**
	 * Adds the guard to each repository while it is made.
	 */
	static final class RepositoryGuarding implements BeanPostProcessor {

		private final ObjectProvider<TenantContext> context;

		private final ObjectProvider<TenantModel> model;

		private RepositoryGuarding(ObjectProvider<TenantContext> context, ObjectProvider<TenantModel> model) {
			this.context = context;
			this.model = model;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factory) {
				factory.addRepositoryFactoryCustomizer((repositories) -> repositories.addRepositoryProxyPostProcessor(
						new TenantScopedGuard(this.context.getObject(), this.model.getObject())));
			}
			return bean;
		}

	}

}
