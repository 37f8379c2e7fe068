package io.stratum.autoconfigure.jpa;

import java.util.function.Supplier;

import io.stratum.autoconfigure.subtree.SubtreeAutoConfiguration;
import io.stratum.isolation.subtree.SubtreeReads;
import io.stratum.jpa.BulkAudit;
import io.stratum.jpa.EntityAudit;
import io.stratum.jpa.TenantModel;
import io.stratum.jpa.TenantScopedGuard;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;

/**
 * Guards repositories that are marked as those of tenants.
 */
@AutoConfiguration(after = { TenantJpaAutoConfiguration.class, TenantSessionAutoConfiguration.class,
		SubtreeAutoConfiguration.class })
@ConditionalOnClass({ JpaRepositoryFactoryBean.class, TenantScopedGuard.class })
@ConditionalOnBean(TenantModel.class)
public final class TenantRepositoryAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RepositoryGuarding stratumRepositoryGuarding(ObjectProvider<TenantContext> context,
			ObjectProvider<TenantModel> model, ObjectProvider<SubtreeReads> subtrees, ObjectProvider<EntityAudit> audit,
			ObjectProvider<EntityManagerFactory> entities) {
		return new RepositoryGuarding(
				() -> new TenantScopedGuard(context.getObject(), model.getObject(), subtrees.getIfAvailable()),
				() -> bulkAudit(audit.getIfAvailable(), entities.getIfUnique()));
	}

	private static RepositoryProxyPostProcessor bulkAudit(@Nullable EntityAudit audit,
			@Nullable EntityManagerFactory entities) {
		return (audit != null && entities != null) ? new BulkAudit(audit, entities) : (factory, repository) -> {
		};
	}

	/**
	 * Adds the guard and the audit to each repository while it is made.
	 */
	static final class RepositoryGuarding implements BeanPostProcessor {

		private final Supplier<RepositoryProxyPostProcessor> guard;

		private final Supplier<RepositoryProxyPostProcessor> audit;

		private RepositoryGuarding(Supplier<RepositoryProxyPostProcessor> guard,
				Supplier<RepositoryProxyPostProcessor> audit) {
			this.guard = guard;
			this.audit = audit;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof JpaRepositoryFactoryBean<?, ?, ?> factory) {
				factory.addRepositoryFactoryCustomizer((repositories) -> {
					repositories.addRepositoryProxyPostProcessor(this.guard.get());
					repositories.addRepositoryProxyPostProcessor(this.audit.get());
				});
			}
			return bean;
		}

	}

}
