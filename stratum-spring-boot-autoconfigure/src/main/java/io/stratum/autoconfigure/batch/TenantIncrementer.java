package io.stratum.autoconfigure.batch;

import java.util.List;
import java.util.Objects;

import io.stratum.tenant.TenantCarrier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersIncrementer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets the next instance of a job follow the last one of the same tenant.
 *
 * <p>
 * Spring Batch hands in the last one of all, whose parameters are those of another
 * tenant.
 */
final class TenantIncrementer implements JobParametersIncrementer {

	private static final int PAGE = 100;

	private final JobParametersIncrementer incrementer;

	private final String job;

	private final ObjectProvider<TenantCarrier> carrier;

	private final ObjectProvider<JobRepository> repository;

	TenantIncrementer(JobParametersIncrementer incrementer, String job, ObjectProvider<TenantCarrier> carrier,
			ObjectProvider<JobRepository> repository) {
		this.incrementer = incrementer;
		this.job = job;
		this.carrier = carrier;
		this.repository = repository;
	}

	@Override
	public JobParameters getNext(@Nullable JobParameters lastOfAll) {
		String tenant = this.carrier.getObject().text().orElse(null);
		return TenantLaunch.named(tenant, this.incrementer.getNext(last(tenant)));
	}

	private JobParameters last(@Nullable String tenant) {
		JobRepository known = this.repository.getObject();
		List<JobInstance> page = known.getJobInstances(this.job, 0, PAGE);
		for (int seen = 0; !page.isEmpty(); page = known.getJobInstances(this.job, seen, PAGE)) {
			seen += page.size();
			for (JobInstance instance : page) {
				JobExecution execution = known.getLastJobExecution(instance);
				if (execution != null && Objects.equals(tenant, TenantOfExecution.in(execution.getJobParameters()))) {
					return execution.getJobParameters();
				}
			}
		}
		return new JobParameters();
	}

}
