package io.stratum.autoconfigure.schedule;

import java.util.function.Supplier;

import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantCarrier;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/**
 * Carries the tenant through Quartz.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnClass({ Scheduler.class, SchedulerFactoryBean.class })
@ConditionalOnBean(TenantCarrier.class)
public final class TenantQuartzAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static QuartzWiring stratumQuartzWiring(ObjectProvider<TenantCarrier> carrier) {
		return new QuartzWiring(carrier::getObject);
	}

	/**
	 * Reaches each scheduler while it is made and before it starts.
	 */
	static final class QuartzWiring implements BeanPostProcessor {

		private final Supplier<TenantCarrier> carrier;

		private QuartzWiring(Supplier<TenantCarrier> carrier) {
			this.carrier = carrier;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof SchedulerFactoryBean factory) {
				factory.setSchedulerFactoryClass(TenantSchedulerFactory.class);
			}
			return bean;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof SchedulerFactoryBean factory) {
				try {
					factory.getScheduler().getContext().put(TenantScheduler.CARRIER, this.carrier.get());
				}
				catch (SchedulerException ex) {
					throw new BeanInitializationException("The scheduler '" + beanName + "' has no context", ex);
				}
			}
			return bean;
		}

	}

}
