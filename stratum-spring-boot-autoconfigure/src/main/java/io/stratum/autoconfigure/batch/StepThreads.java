package io.stratum.autoconfigure.batch;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.PartitionStep;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepHolder;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.core.step.tasklet.TaskletStep;
import org.springframework.batch.infrastructure.repeat.support.TaskExecutorRepeatTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.util.ReflectionUtils;

/**
 * Takes the tenant of a step along to the threads that it works on.
 */
@SuppressWarnings("removal") // Tasklets repeat with it until it is removed.
final class StepThreads {

	private final ObjectProvider<TenantContext> context;

	StepThreads(ObjectProvider<TenantContext> context) {
		this.context = context;
	}

	/**
	 * Puts executors that carry the tenant into the places of those of a step.
	 * @param step the step, before it runs
	 * @return steps that run on its threads
	 */
	List<Step> carryInto(AbstractStep step) {
		if (step instanceof ChunkOrientedStep<?, ?> chunks
				&& field(chunks, ChunkOrientedStep.class, "taskExecutor") instanceof AsyncTaskExecutor executor) {
			chunks.setTaskExecutor(new Carrying(this.context, executor));
		}
		else if (step instanceof TaskletStep tasklets && field(tasklets, TaskletStep.class,
				"stepOperations") instanceof TaskExecutorRepeatTemplate repeating) {
			repeating.setTaskExecutor(carrying(field(repeating, TaskExecutorRepeatTemplate.class, "taskExecutor")));
		}
		else if (step instanceof PartitionStep parts) {
			return carryIntoParts(field(parts, PartitionStep.class, "partitionHandler"));
		}
		return List.of();
	}

	private List<Step> carryIntoParts(@Nullable Object handler) {
		if (handler instanceof TaskExecutorPartitionHandler threads) {
			threads.setTaskExecutor(carrying(field(threads, TaskExecutorPartitionHandler.class, "taskExecutor")));
		}
		return (handler instanceof StepHolder holder && holder.getStep() != null) ? List.of(holder.getStep())
				: List.of();
	}

	private TaskExecutor carrying(@Nullable Object executor) {
		TaskExecutor threads = (TaskExecutor) Objects.requireNonNull(executor);
		return (task) -> threads.execute(this.context.getObject().wrap(task));
	}

	// Spring Batch lets nobody ask.
	private static @Nullable Object field(Object owner, Class<?> type, String name) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			throw new IllegalStateException(
					"This version of Spring Batch keeps its threads elsewhere: " + type + "." + name);
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, owner);
	}

	/**
	 * Wraps each piece of work where it is handed in.
	 */
	private record Carrying(ObjectProvider<TenantContext> context,
			AsyncTaskExecutor executor) implements AsyncTaskExecutor {

		@Override
		public void execute(Runnable task) {
			this.executor.execute(this.context.getObject().wrap(task));
		}

		@Override
		public Future<?> submit(Runnable task) {
			return this.executor.submit(this.context.getObject().wrap(task));
		}

		@Override
		public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
			return this.executor.submit(this.context.getObject().wrap(task));
		}

	}

}
