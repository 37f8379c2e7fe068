package io.stratum.autoconfigure.batch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.batch.autoconfigure.BatchTaskExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A shop whose jobs run on one thread that nobody wrapped.
 */
@Configuration(proxyBeanMethods = false)
class BatchShop extends ShopApplication {

	final Queue<String> heard = new ConcurrentLinkedQueue<>();

	final ExecutorService worker = Executors.newSingleThreadExecutor();

	private final TenantContext context = new TenantContext();

	volatile boolean broken;

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
