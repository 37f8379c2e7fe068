package io.stratum.autoconfigure.schedule;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantCarrier;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.util.ReflectionUtils;

/**
 * Carries the tenant through db-scheduler.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class)
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(TenantCarrier.class)
public final class TenantDbSchedulerAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static DbSchedulerWiring stratumDbSchedulerWiring(ObjectProvider<TenantCarrier> carrier) {
		return new DbSchedulerWiring(carrier::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(PlatformDatabase.class)
	PlatformTasks stratumPlatformTasks(PlatformDatabase database) {
		return new PlatformTasks(database.owner(), database.platform());
	}

	/**
	 * Reaches each scheduler before it starts, and whoever schedules.
	 */
	static final class DbSchedulerWiring implements BeanPostProcessor {

		private final Supplier<TenantCarrier> carrier;

		private DbSchedulerWiring(Supplier<TenantCarrier> carrier) {
			this.carrier = carrier;
		}

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			if (bean instanceof Scheduler scheduler) {
				interceptors(scheduler).add(0, new TenantTaskInterceptor(this.carrier));
			}
			return bean;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof SchedulerClient client) ? naming(client) : bean;
		}

		private Object naming(SchedulerClient client) {
			ProxyFactory factory = new ProxyFactory(client);
			factory.setProxyTargetClass(!Proxy.isProxyClass(client.getClass()));
			factory.addAdvice(new TenantTaskAdvice(this.carrier));
			return factory.getProxy(client.getClass().getClassLoader());
		}

		// Its builder takes them, and nobody else may.
		@SuppressWarnings("unchecked")
		private static List<ExecutionInterceptor> interceptors(Scheduler scheduler) {
			Object strategy = read(scheduler, Scheduler.class, "executeDueStrategy");
			return (List<ExecutionInterceptor>) read(strategy, strategy.getClass(), "executionInterceptors");
		}

		private static Object read(Object owner, Class<?> type, String name) {
			Field field = ReflectionUtils.findField(type, name);
			Object value = null;
			if (field != null) {
				ReflectionUtils.makeAccessible(field);
				value = ReflectionUtils.getField(field, owner);
			}
			if (value == null) {
				throw new IllegalStateException("This version of db-scheduler cannot be bound to tenants: there is no "
						+ type.getSimpleName() + "." + name);
			}
			return value;
		}

	}

}
