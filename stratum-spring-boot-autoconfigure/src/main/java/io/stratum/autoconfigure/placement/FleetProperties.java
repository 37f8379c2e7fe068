package io.stratum.autoconfigure.placement;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.stratum.isolation.fleet.Behind;
import io.stratum.isolation.fleet.FleetOptions;
import io.stratum.isolation.fleet.FleetRing;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of migrations of all places.
 *
 * @param run When migrations run (STARTUP, REQUIRED, MANUAL).
 * @param locations Script folders; those of Flyway if left out.
 * @param parallelism Placements at once per server.
 * @param rings Who goes first, in order; all others follow.
 * @param maxFailures Failures that do not stop a ring yet.
 * @param lockTimeout Longest wait for a lock.
 * @param retries Attempts after a lock was not given.
 * @param behind Handling of placements behind the application.
 */
@ConfigurationProperties("stratum.isolation.fleet")
record FleetProperties(@DefaultValue("STARTUP") Run run, @DefaultValue List<String> locations,
		@DefaultValue("4") int parallelism, @DefaultValue List<Ring> rings, @DefaultValue("0") int maxFailures,
		@DefaultValue("2s") Duration lockTimeout, @DefaultValue("3") int retries,
		@DefaultValue("REFUSE") Behind behind) {

	FleetOptions options() {
		return new FleetOptions(this.rings.stream().map((ring) -> new FleetRing(ring.slugs(), ring.share())).toList(),
				this.parallelism, this.maxFailures, this.lockTimeout, this.retries);
	}

	/**
	 * When migrations run.
	 */
	enum Run {

		/** At the start, which goes on whatever came of it. */
		STARTUP,
		/** At the start, which ends if a placement does not follow. */
		REQUIRED,
		/** Whenever somebody asks. */
		MANUAL

	}

	/**
	 * Tenants that are migrated before others.
	 *
	 * @param slugs Tenants by slug.
	 * @param share Percentage of all tenants, those of earlier rings included.
	 */
	record Ring(@DefaultValue Set<String> slugs, @DefaultValue("0") int share) {

	}

}
