package io.stratum.autoconfigure.task;

import io.micrometer.context.ThreadLocalAccessor;
import io.stratum.autoconfigure.tenant.TenantAutoConfiguration;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.ThreadFence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import reactor.core.publisher.Hooks;

/**
 * Carries the tenant to the threads of Boot's executors and into Reactor.
 */
@AutoConfiguration(after = TenantAutoConfiguration.class, before = TaskExecutionAutoConfiguration.class)
@ConditionalOnClass({ ThreadLocalAccessor.class, ContextPropagatingTaskDecorator.class })
@ConditionalOnBean(TenantContext.class)
public final class TenantTaskAutoConfiguration {

	private static final Logger log = LoggerFactory.getLogger(TenantTaskAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	ThreadFence stratumThreadFence() {
		return new ThreadFence((thread) -> log.warn(
				"Work left a tenant bound on thread '{}'; it was taken off. Close every scope that is opened.",
				thread));
	}

	/**
	 * Puts the fence inside, where it sees what work leaves behind.
	 */
	@Bean
	@Order(0)
	TaskDecorator stratumTaskDecorator(ThreadFence fence) {
		ContextPropagatingTaskDecorator carrying = new ContextPropagatingTaskDecorator();
		return (work) -> carrying.decorate(fence.around(work));
	}

	/**
	 * Has Reactor restore what was bound where a chain was subscribed to.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Hooks.class)
	static class ReactorConfiguration {

		ReactorConfiguration() {
			Hooks.enableAutomaticContextPropagation();
		}

	}

}
