package io.stratum.autoconfigure.schedule;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.stratum.tenant.TenantCarrier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Names the bound tenant in what is scheduled.
 *
 * <p>
 * Code that runs for a tenant schedules, moves, cancels and finds its own tasks only.
 */
final class TenantTaskAdvice implements MethodInterceptor {

	private final Supplier<TenantCarrier> carrier;

	TenantTaskAdvice(Supplier<TenantCarrier> carrier) {
		this.carrier = carrier;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Optional<String> bound = this.carrier.get().text();
		if (bound.isEmpty()) {
			return invocation.proceed();
		}
		String tenant = bound.get();
		@Nullable Object[] arguments = invocation.getArguments();
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = named(arguments[i], tenant);
		}
		return own(invocation.proceed(), tenant);
	}

	@SuppressWarnings("unchecked") // The client hands out executions, one by one.
	private static @Nullable Object named(@Nullable Object argument, String tenant) {
		if (argument instanceof List<?> many) {
			return many.stream().map((each) -> named(each, tenant)).toList();
		}
		if (argument instanceof Stream<?> many) {
			return many.map((each) -> named(each, tenant));
		}
		if (argument instanceof Consumer<?> reader) {
			return filtered((Consumer<Object>) reader, tenant);
		}
		return (argument instanceof TaskInstanceId task) ? named(task, tenant) : argument;
	}

	private static TaskInstanceId named(TaskInstanceId task, String tenant) {
		if (task instanceof TaskInstance<?> instance) {
			return TaskTenant.store(instance, tenant);
		}
		if (task instanceof SchedulableInstance<?> schedulable) {
			return SchedulableInstance.of(TaskTenant.store(schedulable.getTaskInstance(), tenant),
					schedulable::getNextExecutionTime);
		}
		return TaskTenant.store(task, tenant);
	}

	private static Consumer<Object> filtered(Consumer<Object> reader, String tenant) {
		return (found) -> {
			if (isOf(found, tenant)) {
				reader.accept(found);
			}
		};
	}

	private static @Nullable Object own(@Nullable Object answer, String tenant) {
		return (answer instanceof List<?> found) ? found.stream().filter((each) -> isOf(each, tenant)).toList()
				: answer;
	}

	private static boolean isOf(Object found, String tenant) {
		return !(found instanceof ScheduledExecution<?> execution)
				|| tenant.equals(TaskTenant.of(execution.getTaskInstance()).tenant());
	}

}
