package io.stratum.autoconfigure.placement;

import java.util.List;

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
 * and that tenant is handled as one that is behind.
 */
final class FleetInitializer implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(FleetInitializer.class);

	private final FleetMigration fleet;

	private final boolean atStartup;

	FleetInitializer(FleetMigration fleet, boolean atStartup) {
		this.fleet = fleet;
		this.atStartup = atStartup;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.atStartup) {
			report(this.fleet.run());
		}
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
