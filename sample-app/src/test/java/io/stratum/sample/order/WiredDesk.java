package io.stratum.sample.order;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.stratum.jpa.TenantScope;
import io.stratum.jpa.TenantScoped;
import io.stratum.sample.OrderDeskApplication;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantContext;
import io.stratum.test.EachStrategy;
import io.stratum.test.IsolationSetup;
import io.stratum.test.StratumTest;
import io.stratum.test.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The contract on a desk with caches and timers; started by
 * {@link WiredRoadsIntegrationTests}.
 */
@StratumTest(properties = { "sample.seed=false", "spring.cache.cache-names=products,rates",
		"stratum.caching.global=rates", "spring.task.execution.pool.core-size=2" })
@Import(WiredDesk.Wiring.class)
class WiredDesk extends OrderIsolationIntegrationTests {

	WiredDesk(@Autowired ApplicationContext application) {
		super(application);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@EnableCaching
	@EnableScheduling
	@EnableJpaRepositories(basePackageClasses = OrderDeskApplication.class, considerNestedRepositories = true)
	static class Wiring {

	}

	/** Nested, so that no other test has it. */
	interface OrdersBelow extends Repository<Order, UUID> {

		@TenantScoped(scope = TenantScope.SUBTREE)
		List<Order> findAllByOrderByTotal();

		@TenantScoped(scope = TenantScope.SUBTREE)
		List<Order> findByStatus(String status);

	}

	@StratumTest(properties = { "sample.seed=false", "spring.threads.virtual.enabled=true" })
	static class OnVirtualThreads extends WiredDesk {

		OnVirtualThreads(@Autowired ApplicationContext application) {
			super(application);
		}

	}

	/** Nobody puts tenants in front of its caches. */
	@StratumTest(properties = { "sample.seed=false",
			"spring.autoconfigure.exclude=io.stratum.autoconfigure.cache.TenantCacheAutoConfiguration" })
	@EachStrategy(IsolationStrategy.SHARED)
	static class SharingCaches extends WiredDesk {

		SharingCaches(@Autowired ApplicationContext application) {
			super(application);
		}

	}

	/** Its executors have no decorator. */
	@StratumTest(properties = { "sample.seed=false",
			"spring.autoconfigure.exclude=io.stratum.autoconfigure.task.TenantTaskAutoConfiguration" })
	@EachStrategy(IsolationStrategy.SHARED)
	static class CarryingNothing extends WiredDesk {

		CarryingNothing(@Autowired ApplicationContext application) {
			super(application);
		}

	}

	/** Its threads keep whomever they worked for. */
	@StratumTest(properties = { "sample.seed=false", "spring.task.execution.mode=force" })
	@EachStrategy(IsolationStrategy.SHARED)
	@Import(KeepingTenants.Keeping.class)
	static class KeepingTenants extends WiredDesk {

		KeepingTenants(@Autowired ApplicationContext application) {
			super(application);
		}

		@TestConfiguration(proxyBeanMethods = false)
		static class Keeping {

			@Bean(destroyMethod = "shutdown")
			ExecutorService worker() {
				return Executors.newSingleThreadExecutor();
			}

			@Bean
			Executor keepingExecutor(TenantContext context, ExecutorService worker) {
				return (work) -> worker.execute(keeping(context).decorate(work));
			}

			@Bean
			ThreadPoolTaskScheduler keepingScheduler(TenantContext context) {
				ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
				scheduler.setTaskDecorator(keeping(context));
				return scheduler;
			}

			private static TaskDecorator keeping(TenantContext context) {
				return (work) -> {
					Runnable binding = context.current()
						.<Runnable>map((tenant) -> () -> context.bind(tenant))
						.orElse(() -> {
						});
					return () -> {
						binding.run();
						work.run();
					};
				};
			}

		}

	}

	/** Who reads a subtree reads everything. */
	@StratumTest(properties = "sample.seed=false")
	@EachStrategy(IsolationStrategy.SHARED)
	static class OpenSubtrees extends WiredDesk {

		private final ApplicationContext application;

		OpenSubtrees(@Autowired ApplicationContext application) {
			super(application);
			this.application = application;
		}

		@Override
		protected IsolationSetup isolation(IsolationStrategy strategy) {
			JdbcClient.create(this.application.getBean(TestDatabase.class).owner())
				.sql("alter policy tenant_isolation_subtree on orders using (true)")
				.update();
			return super.isolation(strategy);
		}

	}

}
