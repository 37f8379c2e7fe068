package io.stratum.engine;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * Waits for what comes sooner or later; the limit only keeps a failure from hanging.
 */
public final class Eventually {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private Eventually() {
	}

	/**
	 * Asks on the calling thread, so that what is bound to it is seen.
	 */
	public static void await(Callable<Boolean> condition) {
		Awaitility.await()
			.pollInSameThread()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.atMost(LIMIT)
			.until(condition);
	}

}
