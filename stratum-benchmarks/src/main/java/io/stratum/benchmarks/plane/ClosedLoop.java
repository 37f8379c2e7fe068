package io.stratum.benchmarks.plane;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.benchmarks.http.Connection;

/**
 * Connections that are kept alive, each of which sends its next request when the last one
 * is answered.
 *
 * @param port where to
 * @param request what is sent
 */
record ClosedLoop(int port, byte[] request) {

	/**
	 * Keeps some connections busy for a while.
	 * @return how long each answer took, all of which were good
	 */
	Latencies run(int connections, Duration time) throws Exception {
		long end = System.nanoTime() + time.toNanos();
		Callable<Latencies> work = () -> until(end);
		ExecutorService threads = Executors.newFixedThreadPool(connections);
		try {
			Latencies all = new Latencies();
			for (Future<Latencies> each : threads.invokeAll(Collections.nCopies(connections, work))) {
				all.addAll(each.get());
			}
			return all;
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Latencies until(long end) throws Exception {
		Latencies latencies = new Latencies();
		try (Connection connection = new Connection(this.port)) {
			for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
				Connection.Answer answer = connection.send(this.request);
				if (answer.status() != 200) {
					throw new IllegalStateException(answer.status() + ": " + answer.body());
				}
				latencies.add(System.nanoTime() - start);
			}
		}
		return latencies;
	}

}
