package io.stratum.autoconfigure.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.stratum.access.AccessForbiddenException;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.tenant.Tenant;
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
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.partition.support.SimplePartitioner;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.ListItemReader;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Jobs of several tenants, one after another on one thread that nobody wrapped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantBatchAutoConfigurationIntegrationTests {

	private BatchFixture batch;

	private BatchShop shop;

	private Cast cast;

	@BeforeAll
	void start() {
		this.batch = new BatchFixture();
		this.shop = this.batch.shop;
		this.cast = this.batch.cast;
	}

	@BeforeEach
	void forget() {
		this.shop.heard.clear();
	}

	@AfterAll
	void stop() {
		this.batch.close();
	}

	@Test
	void tenantsTakeTurnsOnOneThreadWithAnErrorInTheMiddle() {
		JobExecution lamp = this.batch.launchAs(this.cast.acme, "lamp");
		JobExecution fails = this.batch.launchAs(this.cast.globex, "fails");
		JobExecution nothing = this.batch.launch(this.batch.place, this.batch.parameters("nothing"));
		JobExecution chair = this.batch.launchAs(this.cast.sales, "chair");
		assertThat(this.shop.heard).containsExactly("lamp acme", "fails globex", "chair acme_emea_sales");
		assertThat(List.of(lamp, fails, nothing, chair)).extracting(this.batch::statusOf)
			.containsExactly(BatchStatus.COMPLETED, BatchStatus.FAILED, BatchStatus.FAILED, BatchStatus.COMPLETED);
		assertThat(this.batch.placed(this.cast.acme)).contains("lamp").doesNotContain("chair");
	}

	@Test
	void tenantIsPartOfTheIdentityOfAJob() {
		JobExecution ofAcme = this.batch.launchAs(this.cast.acme, "desk");
		JobExecution ofGlobex = this.batch.launchAs(this.cast.globex, "desk");
		assertThat(ofAcme.getJobInstance()).isNotEqualTo(ofGlobex.getJobInstance());
		assertThat(ofAcme.getJobParameters().getParameter("stratum.tenant")).satisfies((tenant) -> {
			assertThat(tenant.value()).isEqualTo(this.cast.acme.id().toString());
			assertThat(tenant.identifying()).isTrue();
		});
	}

	@Test
	void nobodyLaunchesForAnotherTenant() {
		JobParameters smuggled = new JobParametersBuilder(this.batch.parameters("smuggled"))
			.addString("stratum.tenant", this.cast.globex.id().toString())
			.toJobParameters();
		this.batch.context.runAs(this.cast.acme, () -> this.batch.launch(this.batch.place, smuggled));
		assertThat(this.shop.heard).containsExactly("smuggled acme");
	}

	@Test
	void listenersOfAJobAreBound() {
		Job job = new JobBuilder("listened", this.batch.repository).start(this.batch.step("silent", (sku) -> {
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
		this.batch.context.runAs(this.cast.acme, () -> this.batch.launch(job, this.batch.parameters("listened")));
		assertThat(this.shop.heard).containsExactly("before acme", "after acme");
	}

	@Test
	void eachThreadOfAStepIsBound() {
		CountDownLatch together = new CountDownLatch(3);
		Step step = new StepBuilder("threads", this.batch.repository).<String, String>chunk(3)
			.transactionManager(this.batch.application.getBean(PlatformTransactionManager.class))
			.reader(new ListItemReader<>(List.of("one", "two", "three")))
			.processor((sku) -> {
				meet(together);
				this.batch.application.getBean(Orders.class).save(new Order(sku));
				this.shop.hear(sku);
				return sku;
			})
			.writer((skus) -> this.shop.hear("written"))
			.taskExecutor(new SimpleAsyncTaskExecutor())
			.build();
		JobExecution execution = this.batch.launchAs(this.cast.sales,
				new JobBuilder("threads", this.batch.repository).start(step).build());
		assertThat(this.batch.statusOf(execution)).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactlyInAnyOrder("one acme_emea_sales", "two acme_emea_sales",
				"three acme_emea_sales", "written acme_emea_sales");
	}

	@Test
	void eachPartOfAStepIsBound() {
		CountDownLatch together = new CountDownLatch(2);
		Step part = this.batch.step("part", (sku) -> {
			meet(together);
			this.shop.hear(sku);
		});
		Step parts = new StepBuilder("parts", this.batch.repository).partitioner("part", new SimplePartitioner())
			.step(part)
			.gridSize(2)
			.taskExecutor(new SimpleAsyncTaskExecutor())
			.build();
		this.batch.launchAs(this.cast.globex, new JobBuilder("parts", this.batch.repository).start(parts).build());
		assertThat(this.shop.heard).containsExactly("parts globex", "parts globex");
	}

	@Test
	void restartRunsForTheTenantOfTheJob() throws Exception {
		this.shop.broken = true;
		JobExecution failed = this.batch.launchAs(this.cast.acme, "again");
		this.shop.broken = false;
		JobExecution known = this.batch.repository.getJobExecution(failed.getId());
		assertThatExceptionOfType(AccessForbiddenException.class)
			.isThrownBy(() -> this.batch.context.callAs(this.cast.globex, () -> this.batch.operator.restart(known)));
		JobExecution restarted = this.batch.operator.restart(known);
		this.batch.finish();
		assertThat(this.batch.statusOf(restarted)).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactly("again acme", "again acme");
	}

	@Test
	void jobOfAnUnknownTenantFails() {
		JobExecution execution = this.batch.launch(this.batch.place,
				new JobParametersBuilder(this.batch.parameters("stray"))
					.addString("stratum.tenant", UUID.randomUUID().toString())
					.toJobParameters());
		assertThat(this.batch.statusOf(execution)).isEqualTo(BatchStatus.FAILED);
		assertThat(this.shop.heard).isEmpty();
	}

	@Test
	void jobOfASuspendedTenantFails() {
		this.cast.status(this.cast.emea, "suspended");
		try {
			assertThat(this.batch.statusOf(this.batch.launchAs(this.cast.emea, "sleeping")))
				.isEqualTo(BatchStatus.FAILED);
			assertThat(this.shop.heard).isEmpty();
		}
		finally {
			this.cast.status(this.cast.emea, "active");
		}
	}

	@Test
	void jobOfNobodyRunsUnboundAndFailsWhereItReachesForRows() {
		Job free = new JobBuilder("free", this.batch.repository)
			.start(new StepBuilder("free", this.batch.repository).tasklet((contribution, chunk) -> {
				this.shop.hear("free");
				return RepeatStatus.FINISHED;
			}, new ResourcelessTransactionManager()).build())
			.build();
		assertThat(this.batch.statusOf(this.batch.launch(free, new JobParameters()))).isEqualTo(BatchStatus.COMPLETED);
		assertThat(this.shop.heard).containsExactly("free nobody");
		JobExecution execution = this.batch.launch(this.batch.place, this.batch.parameters("lamp"));
		assertThat(this.batch.statusOf(execution)).isEqualTo(BatchStatus.FAILED);
		assertThat(this.batch.repository.getJobExecution(execution.getId()).getExitStatus().getExitDescription())
			.isNotNull();
	}

	@Test
	void nextInstanceFollowsTheLastOneOfTheSameTenant() {
		Job monthly = new JobBuilder("monthly", this.batch.repository).incrementer(new RunIdIncrementer())
			.start(this.batch.step("monthly", (none) -> this.shop.hear("monthly")))
			.build();
		List<JobExecution> runs = new ArrayList<>();
		for (Tenant tenant : List.of(this.cast.acme, this.cast.globex, this.cast.acme)) {
			runs.add(this.batch.launchAs(tenant, monthly));
		}
		assertThat(this.shop.heard).containsExactly("monthly acme", "monthly globex", "monthly acme");
		assertThat(runs).extracting((run) -> run.getJobParameters().getLong("run.id")).containsExactly(1L, 1L, 2L);
		assertThat(runs).extracting(this.batch::statusOf).containsOnly(BatchStatus.COMPLETED);
	}

	@Test
	void whatIsKnownOfJobsIsBesideTheTablesOfTheEngine() {
		this.batch.launchAs(this.cast.acme, "stored");
		JdbcClient owner = JdbcClient.create(this.batch.application.getBean(PlatformDatabase.class).owner());
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

	private static void meet(CountDownLatch together) {
		together.countDown();
		try {
			assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
