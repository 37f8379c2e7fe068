package io.stratum.autoconfigure.batch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;

/**
 * Binds the tenant in the parameters of a job while it, and each of its steps, runs.
 *
 * <p>
 * Steps are bound once more because they may run on threads, or nodes, of their own. It
 * comes before other listeners and ends after them.
 */
final class TenantOfExecution implements JobExecutionListener, StepExecutionListener, Ordered {

	private final ObjectProvider<TenantCarrier> carrier;

	private final Map<Object, TenantContext.Scope> scopes = Collections.synchronizedMap(new IdentityHashMap<>());

	TenantOfExecution(ObjectProvider<TenantCarrier> carrier) {
		this.carrier = carrier;
	}

	static @Nullable String in(JobParameters parameters) {
		return parameters.getString(TenantLaunch.TENANT);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void beforeJob(JobExecution execution) {
		bind(execution, execution.getJobParameters());
	}

	@Override
	public void afterJob(JobExecution execution) {
		unbind(execution);
	}

	@Override
	public void beforeStep(StepExecution execution) {
		bind(execution, execution.getJobParameters());
	}

	@Override
	public @Nullable ExitStatus afterStep(StepExecution execution) {
		unbind(execution);
		return null;
	}

	private void bind(Object execution, JobParameters parameters) {
		this.scopes.put(execution, this.carrier.getObject().bind(in(parameters)));
	}

	// What could not be bound has failed, and is told so all the same.
	private void unbind(Object execution) {
		TenantContext.Scope scope = this.scopes.remove(execution);
		if (scope != null) {
			scope.close();
		}
	}

}
