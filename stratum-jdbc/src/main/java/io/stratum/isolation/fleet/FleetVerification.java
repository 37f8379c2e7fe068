package io.stratum.isolation.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.stratum.isolation.Placement;
import io.stratum.isolation.jdbc.ServerFailure;
import io.stratum.isolation.placement.Blueprint;
import io.stratum.isolation.placement.OwnerServer;
import io.stratum.isolation.placement.OwnerServers;
import io.stratum.isolation.placement.RecordedPlacement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * Compares what a placement contains with what it has to contain.
 */
final class FleetVerification {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final OwnerServers servers;

	private final Blueprint blueprint;

	FleetVerification(OwnerServers servers, Blueprint blueprint) {
		this.servers = servers;
		this.blueprint = blueprint;
	}

	List<FleetDrift> drifts(RecordedPlacement placement) {
		try {
			return findings(placement).stream()
				.map((finding) -> new FleetDrift(placement.id(), placement.slug(), finding, true))
				.toList();
		}
		catch (RuntimeException ex) {
			return List.of(new FleetDrift(placement.id(), placement.slug(),
					"It cannot be read: " + ServerFailure.text(ex), false));
		}
	}

	private List<String> findings(RecordedPlacement placement) {
		Placement place = placement.place();
		OwnerServer server = this.servers.named(place.server());
		if (server == null) {
			return List.of("No server is called '" + place.server() + "'.");
		}
		DataSource owner = server.connect(place.database(),
				new OwnerServer.Settings(this.blueprint.searchPath(place), TIMEOUT, TIMEOUT));
		List<String> findings = new ArrayList<>(history(this.blueprint.flyway(place, owner)));
		this.blueprint.security(place, owner, server.roles())
			.apply(true)
			.steps()
			.forEach((step) -> findings.add("Row-level security of '" + step.object() + "': " + step.purpose() + "."));
		return findings;
	}

	// It is told already.
	private static boolean isPending(ErrorCode error) {
		return error == CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED
				|| error == CoreErrorCode.RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED;
	}

	private static List<String> history(Flyway flyway) {
		List<String> findings = new ArrayList<>();
		for (MigrationInfo pending : flyway.info().pending()) {
			findings.add("The migration '" + pending.getScript() + "' has not run.");
		}
		ValidateResult validation = flyway.validateWithResult();
		validation.invalidMigrations.stream()
			.map((invalid) -> invalid.errorDetails)
			.filter((details) -> details != null && details.errorMessage != null && !isPending(details.errorCode))
			.forEach((details) -> findings.add(details.errorMessage));
		return findings;
	}

}
