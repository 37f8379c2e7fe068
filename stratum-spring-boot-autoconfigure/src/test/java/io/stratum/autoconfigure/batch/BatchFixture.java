package io.stratum.autoconfigure.batch;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Launches jobs of a running shop and waits for them.
 */
final class BatchFixture implements AutoCloseable {

	final ConfigurableApplicationContext application = new SpringApplicationBuilder(BatchShop.class)
		.web(WebApplicationType.NONE)
		.properties(new ShopDatabase().properties())
		.properties("spring.batch.job.enabled=false")
		.run();

	final JobOperator operator = this.application.getBean(JobOperator.class);

	final JobRepository repository = this.application.getBean(JobRepository.class);

	final TenantContext context = this.application.getBean(TenantContext.class);

	final BatchShop shop = this.application.getBean(BatchShop.class);

	final Job place = this.application.getBean(Job.class);

	final Cast cast = new Cast(this.application);

	JobExecution launchAs(Tenant tenant, String sku) {
		return called(tenant, () -> launch(this.place, parameters(sku)));
	}

	JobExecution launchAs(Tenant tenant, Job job) {
		return called(tenant, () -> launch(job, parameters(job.getName())));
	}

	JobExecution called(Tenant tenant, Callable<JobExecution> work) {
		try {
			return this.context.callAs(tenant, work);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	JobExecution launch(Job job, JobParameters parameters) {
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
	void finish() throws Exception {
		this.shop.worker.submit(() -> assertThat(this.context.current()).isEmpty()).get(30, TimeUnit.SECONDS);
	}

	BatchStatus statusOf(JobExecution execution) {
		return this.repository.getJobExecution(execution.getId()).getStatus();
	}

	Step step(String name, Consumer<String> work) {
		return new StepBuilder(name, this.repository).tasklet((contribution, chunk) -> {
			work.accept(contribution.getStepExecution().getJobParameters().getString("sku"));
			return RepeatStatus.FINISHED;
		}, this.application.getBean(PlatformTransactionManager.class)).build();
	}

	List<String> placed(Tenant tenant) {
		try {
			return this.context.callAs(tenant,
					() -> this.application.getBean(Orders.class).findAll().stream().map(Order::sku).toList());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static JobParameters parameters(String sku) {
		return new JobParametersBuilder().addString("sku", sku).toJobParameters();
	}

	@Override
	public void close() {
		this.application.close();
		this.shop.worker.shutdownNow();
	}

}
