package io.stratum.autoconfigure.schedule;

import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.scheduling.quartz.SpringBeanJobFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs of several tenants, one after another on the one thread of a scheduler.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantQuartzAutoConfigurationIntegrationTests {

	private ConfigurableApplicationContext application;

	private Scheduler scheduler;

	private TenantContext context;

	private BlockingQueue<String> heard;

	private Cast cast;

	private long next = System.currentTimeMillis();

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(ClockShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.run();
		this.scheduler = this.application.getBean(Scheduler.class);
		this.context = this.application.getBean(TenantContext.class);
		this.heard = this.application.getBean(ClockShop.class).heard;
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void tenantsTakeTurnsOnOneThreadWithAnErrorInTheMiddle() {
		this.context.runAs(this.cast.acme, () -> schedule("lamp", null));
		this.context.runAs(this.cast.globex, () -> schedule("fails", null));
		schedule("nothing", null);
		this.context.runAs(this.cast.sales, () -> schedule("chair", null));
		assertThat(heard(4)).containsExactly("lamp acme", "fails globex", "nothing nobody", "chair acme_emea_sales");
		assertThat(placed(this.cast.acme)).contains("lamp").doesNotContain("fails", "chair");
		assertThat(placed(this.cast.globex)).contains("fails").doesNotContain("lamp", "chair");
		assertThat(placed(this.cast.sales)).containsExactly("chair");
	}

	@Test
	void jobOfAnUnknownTenantIsNotDone() {
		schedule("stray", UUID.randomUUID().toString());
		this.context.runAs(this.cast.acme, () -> schedule("smuggled", this.cast.globex.id().toString()));
		assertThat(heard(1)).containsExactly("smuggled acme");
	}

	private void schedule(String sku, String tenant) {
		try {
			JobDetail job = JobBuilder.newJob(PlaceOrder.class).usingJobData("sku", sku).build();
			TriggerBuilder<?> trigger = TriggerBuilder.newTrigger().startAt(new Date(this.next++));
			this.scheduler.scheduleJob(job,
					((tenant != null) ? trigger.usingJobData("stratum.tenant", tenant) : trigger).build());
		}
		catch (SchedulerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> heard(int jobs) {
		return Stream.generate(() -> {
			try {
				return String.valueOf(this.heard.poll(5, TimeUnit.MINUTES));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}).limit(jobs).toList();
	}

	private List<String> placed(Tenant tenant) {
		try {
			return this.context.callAs(tenant,
					() -> this.application.getBean(Orders.class).findAll().stream().map(Order::sku).toList());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ClockShop extends ShopApplication {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		@Bean
		BlockingQueue<String> heard() {
			return this.heard;
		}

		@Bean
		SchedulerFactoryBean quartzScheduler(ApplicationContext application) {
			SpringBeanJobFactory jobs = new SpringBeanJobFactory();
			jobs.setApplicationContext(application);
			SchedulerFactoryBean factory = new SchedulerFactoryBean();
			factory.setJobFactory(jobs);
			Properties properties = new Properties();
			properties.setProperty("org.quartz.threadPool.threadCount", "1");
			factory.setQuartzProperties(properties);
			return factory;
		}

	}

	static class PlaceOrder implements Job {

		private final TenantContext context;

		private final Orders orders;

		private final BlockingQueue<String> heard;

		PlaceOrder(TenantContext context, Orders orders, BlockingQueue<String> heard) {
			this.context = context;
			this.orders = orders;
			this.heard = heard;
		}

		@Override
		public void execute(JobExecutionContext execution) {
			String sku = execution.getMergedJobDataMap().getString("sku");
			if (this.context.current().isPresent()) {
				this.orders.save(new Order(sku));
			}
			this.heard.add(sku + " " + this.context.current().map(Tenant::slug).orElse("nobody"));
			if (sku.equals("fails")) {
				throw new IllegalStateException(sku);
			}
		}

	}

}
