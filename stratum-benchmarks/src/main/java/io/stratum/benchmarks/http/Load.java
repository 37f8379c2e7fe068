package io.stratum.benchmarks.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: each connection sends its next request when the last one is answered.
 *
 * @param port where to
 * @param request what is sent
 */
record Load(int port, byte[] request) {

	/**
	 * Keeps some connections busy for a while.
	 * @return answers per second, all of which were good
	 */
	double run(int connections, Duration time) throws Exception {
		long start = System.nanoTime();
		long end = start + time.toNanos();
		long answers = together(connections, () -> answersUntil(end));
		return answers / ((System.nanoTime() - start) / 1e9);
	}

	/**
	 * Sends one request on each of many connections, all at once, several times.
	 * @return how many were not answered with 200
	 */
	long errors(int connections, int times) throws Exception {
		return together(connections, () -> {
			long errors = 0;
			try (Connection connection = new Connection(this.port)) {
				for (int i = 0; i < times; i++) {
					errors += (connection.send(this.request).status() == 200) ? 0 : 1;
				}
			}
			return errors;
		});
	}

	private long answersUntil(long end) throws Exception {
		long answers = 0;
		try (Connection connection = new Connection(this.port)) {
			while (System.nanoTime() < end) {
				Connection.Answer answer = connection.send(this.request);
				if (answer.status() != 200) {
					throw new IllegalStateException(answer.status() + ": " + answer.body());
				}
				answers++;
			}
		}
		return answers;
	}

	private static long together(int threads, Callable<Long> work) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			List<Callable<Long>> all = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				all.add(work);
			}
			long sum = 0;
			for (Future<Long> each : pool.invokeAll(all)) {
				sum += each.get();
			}
			return sum;
		}
		finally {
			pool.shutdownNow();
		}
	}

}
