package io.stratum.isolation.placement;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.stratum.isolation.jdbc.ServerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps spare places ready and finishes what dead nodes left, in the background.
 */
public final class PlacementKeeper implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PlacementKeeper.class);

	private final Provisioner provisioner;

	private final Duration pause;

	// Making a spare takes longer than others wait for word from its holder, so that word
	// has a thread of its own.
	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, PlacementKeeper::thread);

	/**
	 * Creates a keeper that does nothing until it is started.
	 * @param provisioner makes places and takes them down
	 * @param pause time between two rounds, less than half of the time after which a
	 * place is taken over
	 */
	public PlacementKeeper(Provisioner provisioner, Duration pause) {
		this.provisioner = provisioner;
		this.pause = pause;
	}

	/**
	 * Starts the rounds.
	 */
	public void start() {
		every(this.provisioner::renew);
		every(this::round);
	}

	private void round() {
		this.provisioner.recover();
		this.provisioner.dropOutdatedTemplates();
		this.provisioner.refill();
	}

	private void every(Runnable work) {
		this.threads.scheduleWithFixedDelay(() -> quietly(work), this.pause.toMillis(), this.pause.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private static void quietly(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Places of tenants are not kept up for the moment: {}", ServerFailure.text(ex));
		}
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "stratum-placements");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Stops the rounds; what is under way is finished by another node.
	 */
	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
