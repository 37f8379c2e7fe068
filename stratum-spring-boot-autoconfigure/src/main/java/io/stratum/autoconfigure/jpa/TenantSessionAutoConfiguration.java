package io.stratum.autoconfigure.jpa;

import io.stratum.engine.Journal;
import io.stratum.isolation.Placements;
import io.stratum.jpa.EntityAudit;
import io.stratum.jpa.MappedTables;
import io.stratum.jpa.RefusalConverter;
import io.stratum.jpa.TenantCaches;
import io.stratum.jpa.TenantModel;
import io.stratum.jpa.UncachedSubtree;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;

/**
 * Tells what is mapped, and has sessions note what they change and say what was refused.
 */
@AutoConfiguration(after = { TenantJpaAutoConfiguration.class, HibernateJpaAutoConfiguration.class })
@ConditionalOnClass({ EntityManagerFactory.class, EntityAudit.class })
@ConditionalOnBean({ TenantModel.class, Journal.class, Placements.class, EntityManagerFactory.class })
public final class TenantSessionAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	MappedTables stratumMappedTables(EntityManagerFactory entities, TenantModel model) {
		return new MappedTables(entities, model);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty(name = "stratum.audit.capture", havingValue = "listener", matchIfMissing = true)
	EntityAudit stratumEntityAudit(Journal journal, TenantContext context, Placements placements) {
		return new EntityAudit(journal, context, placements);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	TenantCaches stratumTenantCaches(EntityManagerFactory entities, TenantModel model) {
		return new TenantCaches(entities, model);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	UncachedSubtree stratumUncachedSubtree(EntityManagerFactory entities) {
		return new UncachedSubtree(entities);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static SessionWiring stratumSessionWiring(ObjectProvider<EntityAudit> audit) {
		return new SessionWiring(audit);
	}

	/**
	 * Reaches each factory of sessions while it is made.
	 */
	static final class SessionWiring implements BeanPostProcessor {

		private final ObjectProvider<EntityAudit> audit;

		private SessionWiring(ObjectProvider<EntityAudit> audit) {
			this.audit = audit;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof EntityManagerFactory entities) {
				RefusalConverter.install(entities);
				this.audit.ifAvailable((audit) -> audit.install(entities));
			}
			return bean;
		}

	}

}
