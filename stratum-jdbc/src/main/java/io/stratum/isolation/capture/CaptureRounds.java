package io.stratum.isolation.capture;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.stratum.isolation.Placement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings over, in the background, what was noted where this node wrote.
 *
 * <p>
 * What another node left behind when it died is found in the rounds through all places.
 */
public final class CaptureRounds implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CaptureRounds.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final long LONGEST_STOP_SECONDS = 5;

	private final CapturedChanges changes;

	private final Duration everywhere;

	private final Set<Placement> written = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(CaptureRounds::thread);

	/**
	 * Creates the rounds, which do nothing until they are started.
	 * @param changes the way over
	 * @param everywhere time between two rounds through all places
	 */
	public CaptureRounds(CapturedChanges changes, Duration everywhere) {
		this.changes = changes;
		this.everywhere = everywhere;
	}

	/**
	 * Remembers that rows may have changed in a place.
	 * @param place the place
	 */
	public void written(Placement place) {
		if (place.database() != null) {
			this.written.add(place);
		}
	}

	/**
	 * Starts the rounds, with one through all places.
	 */
	public void start() {
		this.thread.scheduleWithFixedDelay(() -> quietly(this::everywhere), 0, this.everywhere.toMillis(),
				TimeUnit.MILLISECONDS);
		this.thread.scheduleWithFixedDelay(() -> quietly(this::bringOver), PAUSE.toMillis(), PAUSE.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void everywhere() {
		this.written.addAll(this.changes.places());
	}

	/**
	 * Brings over what is noted in each place that was written.
	 */
	private void bringOver() {
		for (Placement place : Set.copyOf(this.written)) {
			// Taken out first: what is written meanwhile is looked at again.
			this.written.remove(place);
			try {
				this.changes.bringOver(place);
			}
			catch (RuntimeException ex) {
				logger.warn("Changes noted in {} are not in the audit log yet: {}", place.database(), ex.getMessage());
				this.written.add(place);
			}
		}
	}

	private static void quietly(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Noted changes are not brought over for the moment: {}", ex.getMessage());
		}
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "stratum-capture");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Stops the rounds, with a last one where this node wrote.
	 */
	@Override
	public void close() {
		if (this.thread.isShutdown()) {
			return;
		}
		this.thread.execute(() -> quietly(this::bringOver));
		this.thread.shutdown();
		try {
			this.thread.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
