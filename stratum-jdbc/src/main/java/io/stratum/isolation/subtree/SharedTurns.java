package io.stratum.isolation.subtree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Takes turns of one piece of work on the caller's thread and a few that help it.
 *
 * <p>
 * The caller takes turns itself, so work that waits for further turns never waits for a
 * thread.
 */
public final class SharedTurns implements AutoCloseable {

	private final int helpers;

	private final ThreadPoolExecutor threads;

	/**
	 * Creates threads that start when needed and end when idle for a minute.
	 * @param helpers most threads besides those of callers, 1 or more
	 */
	public SharedTurns(int helpers) {
		this.helpers = helpers;
		AtomicInteger number = new AtomicInteger();
		this.threads = new ThreadPoolExecutor(helpers, helpers, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
				(work) -> {
					Thread thread = new Thread(work, "stratum-subtree-" + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Takes all turns, or none that has not begun after one that is enough.
	 * @return what the turns taken answered, in their order
	 */
	<T> List<T> take(List<Callable<T>> turns, Predicate<T> isEnough) {
		AtomicBoolean enough = new AtomicBoolean();
		List<FutureTask<@Nullable T>> tasks = new ArrayList<>();
		for (Callable<T> turn : turns) {
			tasks.add(new FutureTask<>(() -> takeUnless(enough, turn, isEnough)));
		}
		for (int helper = 0; helper < Math.min(this.helpers, turns.size() - 1); helper++) {
			this.threads.execute(() -> tasks.forEach(FutureTask::run));
		}
		tasks.forEach(FutureTask::run);
		return tasks.stream().map(SharedTurns::answer).flatMap(Stream::ofNullable).toList();
	}

	private static <T> @Nullable T takeUnless(AtomicBoolean enough, Callable<T> turn, Predicate<T> isEnough)
			throws Exception {
		if (enough.get()) {
			return null;
		}
		T answer = turn.call();
		if (isEnough.test(answer)) {
			enough.set(true);
		}
		return answer;
	}

	private static <T> @Nullable T answer(FutureTask<@Nullable T> task) {
		try {
			return task.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The work was interrupted.", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}
