package io.stratum.isolation.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs works at the same moment, each on a thread of its own.
 */
final class Threads {

	private Threads() {
	}

	/** Returns what the works failed with. */
	static List<Throwable> together(Runnable... works) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(works.length);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<?>> results = new ArrayList<>();
			for (Runnable work : works) {
				results.add(threads.submit(() -> {
					start.await();
					work.run();
					return null;
				}));
			}
			start.countDown();
			List<Throwable> failures = new ArrayList<>();
			for (Future<?> result : results) {
				failures.add(failureOf(result));
			}
			return failures.stream().filter(Objects::nonNull).toList();
		}
		finally {
			threads.shutdown();
		}
	}

	/** Waits for a work and returns what it failed with, or {@code null}. */
	static Throwable failureOf(Future<?> work) throws InterruptedException {
		try {
			work.get();
			return null;
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
	}

}
