package io.stratum.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs work on real threads that all start at the same moment.
 */
public final class Together {

	private Together() {
	}

	/**
	 * Returns what each piece of work threw, in order; {@code null} for success.
	 */
	public static List<Throwable> run(List<? extends Callable<?>> work) {
		ExecutorService threads = Executors.newFixedThreadPool(work.size());
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (Callable<?> piece : work) {
				futures.add(threads.submit(() -> {
					start.await();
					return piece.call();
				}));
			}
			start.countDown();
			List<Throwable> failures = new ArrayList<>();
			for (Future<?> future : futures) {
				failures.add(failure(future));
			}
			return failures;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Throwable failure(Future<?> future) {
		try {
			future.get();
			return null;
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
