package io.stratum.autoconfigure.schedule;

import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.springframework.aop.framework.ProxyFactory;

/**
 * Binds the tenant of a task while it is executed and completed.
 */
final class TenantTaskInterceptor implements ExecutionInterceptor {

	private final Supplier<TenantCarrier> carrier;

	TenantTaskInterceptor(Supplier<TenantCarrier> carrier) {
		this.carrier = carrier;
	}

	@Override
	public CompletionHandler<?> execute(TaskInstance<?> stored, ExecutionContext execution, ExecutionChain chain) {
		TaskTenant tenant = TaskTenant.of(stored);
		try (TenantContext.Scope scope = this.carrier.get().bind(tenant.tenant())) {
			return bound(chain.proceed(tenant.known(stored), naming(execution)), tenant);
		}
	}

	private <T> CompletionHandler<T> bound(CompletionHandler<T> completion, TaskTenant tenant) {
		return (done, operations) -> {
			try (TenantContext.Scope scope = this.carrier.get().bind(tenant.tenant())) {
				completion.complete(done, operations);
			}
		};
	}

	private ExecutionContext naming(ExecutionContext execution) {
		ProxyFactory client = new ProxyFactory(SchedulerClient.class, new TenantTaskAdvice(this.carrier));
		client.setTarget(execution.getSchedulerClient());
		return new ExecutionContext(execution.getSchedulerState(), execution.getExecution(),
				(SchedulerClient) client.getProxy(), execution.getCurrentlyExecuting());
	}

}
