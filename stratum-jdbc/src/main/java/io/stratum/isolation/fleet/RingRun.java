package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.stratum.isolation.jdbc.ServerFailure;
import io.stratum.isolation.placement.RecordedPlacement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through one ring beside other nodes, some placements of each server at once.
 */
final class RingRun {

	private static final Logger logger = LoggerFactory.getLogger(RingRun.class);

	private static final long LOOK_AGAIN_MILLIS = 100;

	private static final Duration GRACE = Duration.ofSeconds(30);

	private final FleetRows rows;

	private final PlacementWork work;

	private final int parallelism;

	private final Duration hold;

	RingRun(FleetRows rows, PlacementWork work, int parallelism, Duration hold) {
		this.rows = rows;
		this.work = work;
		this.parallelism = parallelism;
		this.hold = hold;
	}

	/**
	 * Returns when nothing of the ring is left to do, too many failed, or the thread was
	 * interrupted, which it still is then.
	 */
	void run(List<RecordedPlacement> ring, FleetRows.Run run) {
		Map<String, List<UUID>> byServer = ring.stream()
			.collect(Collectors.groupingBy((placement) -> placement.place().server(),
					Collectors.mapping(RecordedPlacement::id, Collectors.toList())));
		ScheduledExecutorService threads = Executors.newScheduledThreadPool(workers(byServer) + 1, RingRun::thread);
		try {
			long third = this.hold.toMillis() / 3;
			threads.scheduleAtFixedRate(() -> renew(run), third, third, TimeUnit.MILLISECONDS);
			await(byServer.values().stream().flatMap((ids) -> start(threads, ids, run).stream()).toList());
		}
		finally {
			stop(threads);
		}
	}

	// A task that throws is not repeated, and then others take over what is held here.
	private void renew(FleetRows.Run run) {
		try {
			this.rows.renew(run);
		}
		catch (RuntimeException ex) {
			logger.warn("What this node migrates is not held for longer at the moment: {}", ServerFailure.text(ex));
		}
	}

	// What is under way is waited for, so that it is noted and nobody is left holding it.
	private static void stop(ExecutorService threads) {
		threads.shutdownNow();
		boolean interrupted = Thread.interrupted();
		try {
			if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("Migrations that were told to stop are still under way after {}.", GRACE);
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private int workers(Map<String, List<UUID>> byServer) {
		return byServer.values().stream().mapToInt(this::workers).sum();
	}

	private int workers(List<UUID> ids) {
		return Math.min(this.parallelism, ids.size());
	}

	private List<Future<?>> start(ScheduledExecutorService threads, List<UUID> ids, FleetRows.Run run) {
		List<Future<?>> workers = new ArrayList<>();
		for (int i = workers(ids); i > 0; i--) {
			workers.add(threads.submit(() -> work(ids, run)));
		}
		return workers;
	}

	private void work(List<UUID> ids, FleetRows.Run run) {
		boolean open = true;
		while (open && !Thread.currentThread().isInterrupted()) {
			Optional<RecordedPlacement> next = this.rows.next(ids, run);
			next.ifPresent((placement) -> this.work.migrate(placement, run));
			open = next.isPresent() || (this.rows.isBusy(ids, run) && pause());
		}
	}

	// Somebody else may die over what it works on.
	private static boolean pause() {
		try {
			Thread.sleep(LOOK_AGAIN_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static void await(List<Future<?>> workers) {
		for (Future<?> worker : workers) {
			try {
				worker.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("The run of the fleet ended early. Run it again to go on.",
						ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "stratum-fleet");
		thread.setDaemon(true);
		return thread;
	}

}
