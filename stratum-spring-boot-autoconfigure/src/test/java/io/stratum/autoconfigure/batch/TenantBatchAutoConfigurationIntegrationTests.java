package io.stratum.autoconfigure.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.stratum.access.AccessForbiddenException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.job.parameters.RunIdIncrementer;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.support.SimplePartitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.batch.autoconfigure.BatchTaskExecutor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Jobs of several tenants, one after another on one thread that nobody wrapped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantBatchAutoConfigurationIntegrationTests {

	private ConfigurableApplicationContext application;

	private JobOperator operator;

	private JobRepository repository;

	private TenantContext context;

	private BatchShop shop;

	private Job place;

	private Cast cast;

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(BatchShop.class).web(WebApplicationType.NONE)
			.properties(new ShopDatabase().properties())
			.properties("spring.batch.job.enabled=false")
			.run();
		this.operator = this.application.getBean(JobOperator.class);
		this.repository = this.application.getBean(JobRepository.class);
		this.context = this.application.getBean(TenantContext.class);
		this.shop = this.application.getBean(BatchShop.class);
		this.place = this.application.getBean(Job.class);
		this.cast = new Cast(this.application);
	}

	@BeforeEach
	void forget() {
		this.shop.heard.clear();
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.shop.worker.shutdownNow();
	}

	@Test
	void tenantsTakeTurnsOnOneThreadWithAnErrorInTheMiddle() {
		JobExecution lamp = launchAs(this.cast.acme, "lamp");
		JobExecution fails = launchAs(this.cast.globex, "fails");
		JobExecution nothing = launch(this.place, parameters("nothing"));
		JobExecution chair = launchAs(this.cast.sales, "chair");
		assertThat(this.shop.heard).containsExactly("lamp acme", "fails globex", "chair acme_emea_sales");
		assertThat(List.of(lamp, fails, nothing, chair)).extracting(this::statusOf)
			.containsExactly(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.FAILED, BatchStatus.COMPLETED);
		assertThat(placed(this.cast.acme)).contains("lamp").doesNotContain("chair");
	}

	@Test
	void tenantIsPartOfTheIdentityOfAJob() {
		JobExecution ofAcme = launchAs(this.cast.acme, "desk");
		JobExecution ofGlobex = launchAs(this.cast.globex, "desk");
		assertThat(ofAcme.getJobInstance()).isNotEqualTo(ofGlobex.getJobInstance());
		assertThat(ofAcme.getJobParameters().getParameter("stratum.tenant")).satisfies((tenant) -> {
			assertThat(tenant.value()).isEqualTo(this.cast.acme.id().toString());
			assertThat(tenant.identifying()).isTrue();
		});
	}

	@Test
	void nobodyLaunchesForAnotherTenant() {
		JobParameters smuggled = new JobParametersBuilder(parameters("smuggled"))
			.addString("stratum.tenant", this.cast.globex.id().toString())
			.toJobParameters();
		this.context.runAs(this.cast.acme, () -> launch(this.place, smuggled));
		assertThat(this.shop.heard).containsExactly("smuggled acme");
	}

	@Test
	void listenersOfAJobAreBound() {
		Job job = new JobBuilder("listened", this.repository).start(step("silent", (sku) -> {
		})).listener(new JobExecutionListener() {
			@Override
			public void beforeJob(JobExecution execution) {
				TenantBatchAutoConfigurationIntegrationTests.this.shop.hear("before");
			}

			@Override
			public void afterJob(JobExecution execution) {
				TenantBatchAutoConfigurationIntegrationTests.this.shop.hear("after");
			}
		}).build();
		this.context.runAs(this.cast.acme, () -> launch(job, parameters("listened")));
		assertThat(this.shop.heard).containsExactly("before acme", "after acme");
	}

	@Test
	void eachThreadOfAStepIsBound() {
		CountDownLatch together = new CountDownLatch(3);
		Step step = new StepBuilder("threads", this.repository).<String, String>chunk(3)
			.transactionManager(this.application.getBean(PlatformTransactionManager.class))
			.reader(new ListItemReader<>(List.of("one", "two", "three")))
			.processor((sku) -> {
				meet(together);
				this.application.getBean(Orders.class).save(new Order(sku));
				this.shop.hear(sku);
				return sku;
			})
			.writer((skus) -> this.shop.hear("written"))
			.taskExecutor(new SimpleAsyncTaskExecutor())
			.build();
		JobExecution execution = launchAs(this.cast.sales,
				new JobBuilder("threads", this.repository).start(step).build());
		assertThat(statusOf(execution)).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactlyInAnyOrder("one acme_emea_sales", "two acme_emea_sales",
				"three acme_emea_sales", "written acme_emea_sales");
	}

	@Test
	void eachPartOfAStepIsBound() {
		CountDownLatch together = new CountDownLatch(2);
		Step part = step("part", (sku) -> {
			meet(together);
			this.shop.hear(sku);
		});
		Step parts = new StepBuilder("parts", this.repository).partitioner("part", new SimplePartitioner())
			.step(part)
			.gridSize(2)
			.taskExecutor(new SimpleAsyncTaskExecutor())
			.build();
		launchAs(this.cast.globex, new JobBuilder("parts", this.repository).start(parts).build());
		assertThat(this.shop.heard).containsExactly("parts globex", "parts globex");
	}

	@Test
	void restartRunsForTheTenantOfTheJob() throws Exception {
		this.shop.broken = true;
		JobExecution failed = launchAs(this.cast.acme, "again");
		this.shop.broken = false;
		JobExecution known = this.repository.getJobExecution(failed.getId());
		assertThatExceptionOfType(AccessForbiddenException.class)
			.isThrownBy(() -> this.context.callAs(this.cast.globex, () -> this.operator.restart(known)));
		JobExecution restarted = this.operator.restart(known);
		finish();
		assertThat(statusOf(restarted)).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactly("again acme", "again acme");
	}

	@Test
	void jobOfAnUnknownTenantFails() {
		JobExecution execution = launch(this.place,
				new JobParametersBuilder(parameters("stray")).addString("stratum.tenant", UUID.randomUUID().toString())
					.toJobParameters());
		assertThat(statusOf(execution)).isEqualTo(BatchStatus.FAILED);
		assertThat(this.shop.heard).isEmpty();
	}

	@Test
	void jobOfASuspendedTenantFails() {
		this.cast.status(this.cast.emea, "suspended");
		try {
			assertThat(statusOf(launchAs(this.cast.emea, "sleeping"))).isEqualTo(BatchStatus.FAILED);
			assertThat(this.shop.heard).isEmpty();
		}
		finally {
			this.cast.status(this.cast.emea, "active");
		}
	}

	@Test
	void jobOfNobodyRunsUnboundAndFailsWhereItReachesForRows() {
		Job free = new JobBuilder("free", this.repository)
			.start(new StepBuilder("free", this.repository).tasklet((contribution, chunk) -> {
				this.shop.hear("free");
				return RepeatStatus.FINISHED;
			}, new ResourcelessTransactionManager()).build())
			.build();
		assertThat(statusOf(launch(free, new JobParameters()))).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactly("free nobody");
		JobExecution execution = launch(this.place, parameters("lamp"));
		assertThat(statusOf(execution)).isEqualTo(BatchStatus.FAILED);
		assertThat(this.repository.getJobExecution(execution.getId()).getExitStatus().getExitDescription()).isNotNull();
	}

	@Test
	void nextInstanceFollowsTheLastOneOfTheSameTenant() {
		Job monthly = new JobBuilder("monthly", this.repository).incrementer(new RunIdIncrementer())
			.start(step("monthly", (none) -> this.shop.hear("monthly")))
			.build();
		List<JobExecution> runs = new ArrayList<>();
		for (Tenant tenant : List.of(this.cast.acme, this.cast.globex, this.cast.acme)) {
			runs.add(launchAs(tenant, monthly));
		}
		assertThat(this.shop.heard).containsExactly("monthly acme", "monthly globex", "monthly acme");
		assertThat(runs).extracting((run) -> run.getJobParameters().getLong("run.id")).containsExactly(1L, 1L, 2L);
		assertThat(runs).extracting(this::statusOf).containsOnly(BatchStatus.COMPLETED);
	}

	@Test
	void whatIsKnownOfJobsIsBesideTheTablesOfTheEngine() {
		launchAs(this.cast.acme, "stored");
		JdbcClient owner = JdbcClient.create(this.application.getBean(PlatformDatabase.class).owner());
		assertThat(owner.sql("select count(*) from stratum.batch_job_instance").query(Long.class).single())
			.isPositive();
		assertThat(owner.sql("select to_regclass('public.batch_job_instance') is null").query(Boolean.class).single())
			.isTrue();
		assertThat(
				owner.sql("select has_table_privilege('stratum_app', 'stratum.batch_job_execution_params', 'select')")
					.query(Boolean.class)
					.single())
			.isFalse();
	}

	private JobExecution launchAs(Tenant tenant, String sku) {
		return called(tenant, () -> launch(this.place, parameters(sku)));
	}

	private JobExecution launchAs(Tenant tenant, Job job) {
		return called(tenant, () -> launch(job, parameters(job.getName())));
	}

	private JobExecution called(Tenant tenant, Callable<JobExecution> work) {
		try {
			return this.context.callAs(tenant, work);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JobExecution launch(Job job, JobParameters parameters) {
		try {
			JobExecution execution = this.operator.start(job, parameters);
			finish();
			return execution;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What is handed to the one thread now comes after the job. */
	private void finish() throws Exception {
		this.shop.worker.submit(() -> assertThat(this.context.current()).isEmpty()).get(30, TimeUnit.SECONDS);
	}

	private BatchStatus statusOf(JobExecution execution) {
		return this.repository.getJobExecution(execution.getId()).getStatus();
	}

	private Step step(String name, Consumer<String> work) {
		return new StepBuilder(name, this.repository).tasklet((contribution, chunk) -> {
			work.accept(contribution.getStepExecution().getJobParameters().getString("sku"));
			return RepeatStatus.FINISHED;
		}, this.application.getBean(PlatformTransactionManager.class)).build();
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

	private static JobParameters parameters(String sku) {
		return new JobParametersBuilder().addString("sku", sku).toJobParameters();
	}

	private static void meet(CountDownLatch together) {
		together.countDown();
		try {
			assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class BatchShop extends ShopApplication {

		private final Queue<String> heard = new ConcurrentLinkedQueue<>();

		private final ExecutorService worker = Executors.newSingleThreadExecutor();

		private final TenantContext context = new TenantContext();

		private volatile boolean broken;

		void hear(String what) {
			this.heard.add(what + " " + this.context.current().map(Tenant::slug).orElse("nobody"));
		}

		@Bean(defaultCandidate = false)
		@BatchTaskExecutor
		TaskExecutor batchThread() {
			return this.worker::execute;
		}

		@Bean
		static Job place(JobRepository repository, Step placeOrder) {
			return new JobBuilder("place", repository).start(placeOrder).build();
		}

		@Bean
		static Step placeOrder(JobRepository repository, PlatformTransactionManager transactions, Orders orders,
				BatchShop shop) {
			return new StepBuilder("placeOrder", repository).tasklet((contribution, chunk) -> {
				String sku = contribution.getStepExecution().getJobParameters().getString("sku");
				shop.hear(sku);
				if (sku.equals("lamp")) {
					orders.save(new Order(sku));
				}
				if (sku.equals("fails") || shop.broken) {
					throw new IllegalStateException(sku);
				}
				return RepeatStatus.FINISHED;
			}, transactions).build();
		}

	}

}
