package io.stratum.autoconfigure.placement;

import java.util.List;
import java.util.Objects;

import io.stratum.StratumStartupException;
import io.stratum.autoconfigure.placement.FleetProperties.Run;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOutcome;
import io.stratum.isolation.fleet.FleetReport;
import io.stratum.isolation.fleet.FleetResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Migrates the places of tenants before the application serves.
 *
 * <p>
 * A tenant whose place failed does not keep the others waiting: the application starts,
 * and that tenant is handled as one that is behind; unless the run is required.
 */
final class FleetInitializer implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(FleetInitializer.class);

	private final FleetMigration fleet;

	private final Run when;

	FleetInitializer(FleetMigration fleet, Run when) {
		this.fleet = fleet;
		this.when = when;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.when == Run.MANUAL) {
			return;
		}
		FleetReport report = this.fleet.run();
		if (this.when == Run.REQUIRED && !report.isComplete()) {
			throw failure(report);
		}
		report(report);
	}

	private static StratumStartupException failure(FleetReport report) {
		List<FleetResult> failed = report.of(FleetOutcome.FAILED);
		String error = failed.stream().map(FleetResult::error).filter(Objects::nonNull).findFirst().orElse("none");
		return new StratumStartupException(
				"%d placements of tenants failed to migrate and %d were not tried. Failed: %s. First error: %s"
					.formatted(failed.size(), report.of(FleetOutcome.SKIPPED).size(),
							failed.stream().map(FleetInitializer::name).toList(), error.strip()),
				"Mend the script or the place and start again; what was migrated is not done twice. Or set "
						+ "'stratum.isolation.fleet.run' to STARTUP, so that the others are served and "
						+ "'stratum.isolation.fleet.behind' decides what the tenants of these places meet.");
	}

	private static String name(FleetResult result) {
		return Objects.requireNonNullElse(result.slug(), result.placement().toString());
	}

	private static void report(FleetReport report) {
		List<FleetResult> failed = report.of(FleetOutcome.FAILED);
		if (!report.isComplete()) {
			logger.error(
					"{} placements failed to migrate and {} were not tried: {}. See their error in 'stratum.placement', "
							+ "then start again or run the fleet; until then 'stratum.isolation.fleet.behind' decides.",
					failed.size(), report.of(FleetOutcome.SKIPPED).size(),
					failed.stream().map(FleetResult::placement).toList());
		}
		else if (!report.of(FleetOutcome.MIGRATED).isEmpty()) {
			logger.info("{} placements of {} were migrated.", report.of(FleetOutcome.MIGRATED).size(),
					report.results().size());
		}
	}

}
