package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The result of a run for one placement.
 *
 * @param placement identity of the placement
 * @param slug slug of its tenant, or {@code null} for a spare
 * @param server name of the server
 * @param outcome what was done
 * @param duration how long it took; zero if nothing was done
 * @param attempts how often it was tried since it was made
 * @param error what the server said, for operators only; {@code null} unless it failed
 */
public record FleetResult(UUID placement, @Nullable String slug, String server, FleetOutcome outcome, Duration duration,
		int attempts, @Nullable String error) {

}
