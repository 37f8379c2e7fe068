package io.stratum.autoconfigure.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.stratum.autoconfigure.engine.PlatformDatabase;
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
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks of several tenants, one after another on the one thread of a scheduler.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantDbSchedulerAutoConfigurationIntegrationTests {

	private ConfigurableApplicationContext application;

	private SchedulerClient client;

	private TenantContext context;

	private TaskShop shop;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(TaskShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.run();
		this.client = this.application.getBean(Scheduler.class);
		this.context = this.application.getBean(TenantContext.class);
		this.shop = this.application.getBean(TaskShop.class);
		this.cast = new Cast(this.application);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@Test
	void tenantsTakeTurnsOnOneThreadWithAnErrorInTheMiddle() {
		scheduleAs(this.cast.acme, "turn-1", "lamp");
		assertThat(heard(2)).containsExactly("turn-1 lamp acme", "completed acme");
		scheduleAs(this.cast.globex, "turn-2", "fails");
		schedule("turn-3", "nothing");
		scheduleAs(this.cast.sales, "turn-4", "chair");
		assertThat(heard(5)).contains("turn-2 fails globex", "turn-3 nothing nobody", "turn-4 chair acme_emea_sales",
				"completed nobody", "completed acme_emea_sales");
		assertThat(placed(this.cast.acme)).contains("lamp").doesNotContain("chair");
	}

	@Test
	void taskThatIsScheduledByATaskIsOfItsTenant() {
		scheduleAs(this.cast.globex, "first", "next");
		assertThat(heard(4)).contains("first next globex", "first-next last globex");
	}

	@Test
	void taskOfAnUnknownTenantIsNotDone() {
		schedule("stray@stratum.tenant=" + UUID.randomUUID(), "stray");
		scheduleAs(this.cast.acme, "smuggled@stratum.tenant=" + this.cast.globex.id(), "smuggled");
		assertThat(heard(2)).containsExactly("smuggled@stratum.tenant=" + this.cast.globex.id() + " smuggled acme",
				"completed acme");
	}

	@Test
	void tenantsUseTheSameIdsAndReachTheirOwnTasksOnly() {
		Instant later = Instant.now().plus(Duration.ofDays(1));
		for (Tenant tenant : List.of(this.cast.acme, this.cast.globex)) {
			this.context.runAs(tenant,
					() -> this.client.schedule(this.shop.place.instance("month", tenant.slug()), later));
		}
		this.context.runAs(this.cast.acme, () -> {
			assertThat(this.client.getScheduledExecutions()).hasSize(1);
			this.client.cancel(this.client.getScheduledExecutions().get(0).getTaskInstance());
			this.client.fetchScheduledExecutions((found) -> assertThat(found).isNull());
			assertThat(this.client.getScheduledExecutions()).isEmpty();
		});
		this.context.runAs(this.cast.globex, () -> {
			assertThat(this.client.getScheduledExecutions()).singleElement()
				.satisfies((found) -> assertThat(found.getData()).isEqualTo("globex"));
			this.client.cancel(this.shop.place.instanceId("month"));
		});
		assertThat(this.client.getScheduledExecutions())
			.noneMatch((found) -> found.getTaskInstance().getId().startsWith("month"));
	}

	@Test
	void tasksAreBesideTheTablesOfTheEngine() {
		JdbcClient owner = JdbcClient.create(this.application.getBean(PlatformDatabase.class).owner());
		assertThat(owner.sql("select has_table_privilege('stratum_app', 'stratum.scheduled_tasks', 'select')")
			.query(Boolean.class)
			.single()).isFalse();
	}

	private void scheduleAs(Tenant tenant, String id, String sku) {
		this.context.runAs(tenant, () -> schedule(id, sku));
	}

	private void schedule(String id, String sku) {
		this.client.schedule(this.shop.place.instance(id, sku), Instant.now());
	}

	private List<String> heard(int tasks) {
		return Stream.generate(() -> {
			try {
				return String.valueOf(this.shop.heard.poll(20, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}).limit(tasks).toList();
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
	static class TaskShop extends ShopApplication {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		private final TenantContext context = new TenantContext();

		private Task<String> place;

		@Bean(initMethod = "start", destroyMethod = "stop")
		Scheduler scheduler(PlatformTasks platform, Orders orders) {
			this.place = Tasks.custom("place", String.class).execute((instance, execution) -> {
				String sku = instance.getData();
				this.heard.add(instance.getId() + " " + sku + " " + bound());
				if (sku.equals("lamp")) {
					orders.save(new Order(sku));
				}
				if (sku.equals("next")) {
					execution.getSchedulerClient()
						.schedule(this.place.instance(instance.getId() + "-next", "last"), Instant.now());
				}
				if (sku.equals("fails")) {
					throw new IllegalStateException(sku);
				}
				return (done, operations) -> {
					this.heard.add("completed " + bound());
					new OnCompleteRemove<String>().complete(done, operations);
				};
			});
			return platform.scheduler(List.of(this.place))
				.threads(1)
				.pollingInterval(Duration.ofMillis(50))
				.shutdownMaxWait(Duration.ofSeconds(1))
				.build();
		}

		private String bound() {
			return this.context.current().map(Tenant::slug).orElse("nobody");
		}

	}

}
