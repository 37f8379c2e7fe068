package io.stratum.isolation.fleet;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.jdbc.ServerFailure;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.RecordedPlacement;
import io.stratum.isolation.placement.RecordedPlacements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates one placement and notes how it went.
 */
final class PlacementWork {

	private static final Logger logger = LoggerFactory.getLogger(PlacementWork.class);

	// Lock not available, deadlock.
	private static final Set<String> PASSING = Set.of("55P03", "40P01");

	private final EngineDatabase database;

	private final Journal journal;

	private final OwnerServers servers;

	private final Blueprint blueprint;

	private final FleetRows rows;

	private final FleetOptions options;

	PlacementWork(EngineDatabase database, Journal journal, OwnerServers servers, Blueprint blueprint, FleetRows rows,
			FleetOptions options) {
		this.database = database;
		this.journal = journal;
		this.servers = servers;
		this.blueprint = blueprint;
		this.rows = rows;
		this.options = options;
	}

	void migrate(RecordedPlacement placement, FleetRows.Run run) {
		long start = System.nanoTime();
		try {
			OwnerServer server = server(placement);
			for (int attempt = 0; !applied(placement, server, attempt); attempt++) {
				Thread.sleep(50L << Math.min(attempt, 6));
			}
			migrated(placement, run, Duration.ofNanos(System.nanoTime() - start));
		}
		catch (InterruptedException ex) {
			this.rows.release(placement, run);
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			failed(placement, run, Duration.ofNanos(System.nanoTime() - start), ServerFailure.text(ex));
		}
	}

	/**
	 * Applies the blueprint.
	 * @return whether it is done; if not, it waits for a lock and may be tried again
	 */
	private boolean applied(RecordedPlacement placement, OwnerServer server, int attempt) {
		OwnerServer.Settings settings = new OwnerServer.Settings(this.blueprint.searchPath(placement.place()),
				this.options.lockTimeout(), Duration.ZERO);
		try {
			this.blueprint.apply(placement.place(), server.connect(placement.place().database(), settings),
					server.roles());
			return true;
		}
		catch (RuntimeException ex) {
			if (attempt < this.options.retries() && isPassing(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private void migrated(RecordedPlacement placement, FleetRows.Run run, Duration duration) {
		undisturbed(() -> this.database.run(() -> {
			boolean held = this.rows.migrated(placement, run, duration);
			if (held && placement.tenant() != null) {
				this.journal.changed(RecordedPlacements.KIND, placement.tenant());
			}
			tell(held, placement);
		}));
	}

	private void failed(RecordedPlacement placement, FleetRows.Run run, Duration duration, String error) {
		logger.error("Placement '{}' on server '{}' does not follow the application: {}", placement.id(),
				placement.place().server(), error);
		undisturbed(() -> tell(this.rows.failed(placement, run, duration, error), placement));
	}

	private static void tell(boolean held, RecordedPlacement placement) {
		if (!held) {
			logger.warn("Placement '{}' was taken over while it was migrated here, because this node was not heard of; "
					+ "how it went is for the other node to tell.", placement.id());
		}
	}

	/** Notes something even if the thread was told to stop, which it still is then. */
	private static void undisturbed(Runnable note) {
		boolean interrupted = Thread.interrupted();
		try {
			note.run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private OwnerServer server(RecordedPlacement placement) {
		OwnerServer server = this.servers.named(placement.place().server());
		if (server == null) {
			throw new IllegalStateException("No server is called '" + placement.place().server() + "'.");
		}
		return server;
	}

	private static boolean isPassing(@Nullable Throwable failure) {
		return failure != null && ((failure instanceof SQLException error && PASSING.contains(error.getSQLState()))
				|| isPassing(failure.getCause()));
	}

}
