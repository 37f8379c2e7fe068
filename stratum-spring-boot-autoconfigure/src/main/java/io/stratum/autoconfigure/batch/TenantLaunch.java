package io.stratum.autoconfigure.batch;

import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

import io.stratum.access.AccessForbiddenException;
import io.stratum.tenant.TenantCarrier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Names the bound tenant in the parameters of each job that is launched.
 *
 * <p>
 * Code that runs for a tenant cannot launch or restart work of another one.
 */
final class TenantLaunch implements MethodInterceptor {

	/**
	 * Name of the tenant in the parameters of jobs, where it is part of their identity.
	 */
	static final String TENANT = "stratum.tenant";

	private final ObjectProvider<TenantCarrier> carrier;

	private final ObjectProvider<JobRepository> repository;

	private final Consumer<Job> wiring;

	TenantLaunch(ObjectProvider<TenantCarrier> carrier, ObjectProvider<JobRepository> repository,
			Consumer<Job> wiring) {
		this.carrier = carrier;
		this.repository = repository;
		this.wiring = wiring;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		@Nullable Object[] arguments = invocation.getArguments();
		Optional<String> bound = this.carrier.getObject().text();
		switch (invocation.getMethod().getName()) {
			case "start", "run" -> bound.ifPresent((tenant) -> name(tenant, arguments));
			case "restart" -> bound.ifPresent((tenant) -> refuseForeign(tenant, arguments[0]));
			default -> {
			}
		}
		if (arguments.length > 0 && arguments[0] instanceof Job job) {
			this.wiring.accept(job);
		}
		return invocation.proceed();
	}

	private static void name(String tenant, @Nullable Object[] arguments) {
		for (int i = 0; i < arguments.length; i++) {
			if (arguments[i] instanceof JobParameters parameters) {
				arguments[i] = named(tenant, parameters);
			}
			else if (arguments[i] instanceof Properties properties) {
				Properties named = new Properties();
				named.putAll(properties);
				named.setProperty(TENANT, tenant);
				arguments[i] = named;
			}
		}
	}

	static JobParameters named(@Nullable String tenant, JobParameters parameters) {
		JobParametersBuilder named = new JobParametersBuilder();
		parameters.parameters()
			.stream()
			.filter((parameter) -> !TENANT.equals(parameter.name()))
			.forEach(named::addJobParameter);
		return ((tenant != null) ? named.addString(TENANT, tenant, true) : named).toJobParameters();
	}

	private void refuseForeign(String tenant, @Nullable Object execution) {
		JobExecution known = (execution instanceof Long id) ? this.repository.getObject().getJobExecution(id)
				: (JobExecution) execution;
		if (known != null && !tenant.equals(tenantOf(known))) {
			throw AccessForbiddenException.outOfReach();
		}
	}

	private static @Nullable String tenantOf(JobExecution execution) {
		return TenantOfExecution.in(execution.getJobParameters());
	}

}
