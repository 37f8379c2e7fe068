package io.stratum.controlplane;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to Redis on which nobody waits while Redis is away.
 *
 * <p>
 * Connections are opened by a thread of its own. After a failure one caller in a second
 * tries again; all others are told at once that there is no answer.
 */
final class RedisLink implements AutoCloseable {

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private static final long OPEN = 0;

	private static final Logger log = LoggerFactory.getLogger(RedisLink.class);

	private final Supplier<RedisBuckets> connector;

	private final AtomicReference<@Nullable RedisBuckets> buckets = new AtomicReference<>();

	private final AtomicBoolean connecting = new AtomicBoolean();

	private final AtomicLong closedUntil = new AtomicLong(OPEN);

	private final ExecutorService thread = Executors.newSingleThreadExecutor(RedisLink::thread);

	RedisLink(Supplier<RedisBuckets> connector) {
		this.connector = connector;
		connect();
	}

	/**
	 * Asks Redis.
	 * @return its answer, or {@code null} while it is away
	 */
	<T> @Nullable T ask(Function<RedisBuckets, T> question) {
		RedisBuckets present = this.buckets.get();
		if (!mayTry()) {
			return null;
		}
		if (present == null) {
			connect();
			return null;
		}
		return answer(present, question);
	}

	private <T> @Nullable T answer(RedisBuckets present, Function<RedisBuckets, T> question) {
		try {
			T answer = question.apply(present);
			if (this.closedUntil.getAndSet(OPEN) != OPEN) {
				log.info("Redis counts requests again");
			}
			return answer;
		}
		catch (RuntimeException ex) {
			failed(ex);
			return null;
		}
	}

	private boolean mayTry() {
		long until = this.closedUntil.get();
		long now = System.nanoTime();
		return until == OPEN || (now - until >= 0 && this.closedUntil.compareAndSet(until, later(now)));
	}

	private void failed(RuntimeException exception) {
		if (this.closedUntil.getAndSet(later(System.nanoTime())) == OPEN) {
			log.warn("Redis does not count requests for the moment: {}", exception.toString());
		}
	}

	private void connect() {
		if (this.connecting.compareAndSet(false, true)) {
			try {
				this.thread.execute(this::open);
			}
			catch (RejectedExecutionException ex) {
				log.debug("The application stops");
			}
		}
	}

	private void open() {
		try {
			this.buckets.set(this.connector.get());
			this.closedUntil.set(OPEN);
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
		finally {
			this.connecting.set(false);
		}
	}

	private static long later(long now) {
		// Zero means that the way is open, and the clock may show any number.
		return (now + PAUSE) | 1;
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "stratum-rate-limit");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
		RedisBuckets present = this.buckets.getAndSet(null);
		if (present != null) {
			present.close();
		}
	}

}
