package io.stratum.autoconfigure.placement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.stratum.autoconfigure.operation.EndpointSection;
import io.stratum.isolation.fleet.FleetMigration;
import io.stratum.isolation.fleet.FleetOutcome;
import io.stratum.isolation.fleet.FleetReport;
import io.stratum.isolation.fleet.FleetResult;
import io.stratum.isolation.placement.RecordedPlacement;
import io.stratum.isolation.pool.PoolFigures;
import io.stratum.isolation.pool.TenantPools;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Shows operators the places of tenants, whether they are behind, and their connections.
 */
@AutoConfiguration(after = FleetMigrationAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({ FleetMigration.class, TenantPools.class })
public final class PlacementSectionsAutoConfiguration {

	@Bean
	EndpointSection stratumFleetSection(FleetMigration fleet) {
		return EndpointSection.of("fleet", () -> fleet(fleet)).running(() -> told(fleet.run()));
	}

	@Bean
	EndpointSection stratumPlacementsSection(FleetMigration fleet) {
		return EndpointSection.of("placements", () -> placements(fleet.placements()));
	}

	@Bean
	EndpointSection stratumPoolsSection(TenantPools pools) {
		return EndpointSection.of("pools",
				() -> pools.figures()
					.stream()
					.collect(Collectors.toMap(PoolFigures::server, PlacementSectionsAutoConfiguration::told,
							(first, second) -> first, TreeMap::new)));
	}

	private static Map<String, Object> fleet(FleetMigration fleet) {
		List<RecordedPlacement> places = fleet.placements();
		List<String> behind = places.stream()
			.filter(fleet::isBehind)
			.map((place) -> Objects.requireNonNullElse(place.slug(), place.id().toString()))
			.sorted()
			.toList();
		return Map.of("placements", places.size(), "behind", behind);
	}

	private static Map<String, Object> placements(Collection<RecordedPlacement> places) {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("total", places.size());
		told.put("strategies", count(places, (place) -> place.place().strategy().wireName()));
		told.put("servers", count(places, (place) -> place.place().server()));
		told.put("states", count(places, (place) -> place.state().name().toLowerCase(Locale.ROOT)));
		return told;
	}

	private static Map<String, Long> count(Collection<RecordedPlacement> places,
			Function<RecordedPlacement, String> by) {
		return places.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
	}

	private static Map<String, Object> told(FleetReport report) {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("complete", report.isComplete());
		for (FleetOutcome outcome : FleetOutcome.values()) {
			told.put(outcome.name().toLowerCase(Locale.ROOT), report.of(outcome).size());
		}
		told.put("failures",
				report.of(FleetOutcome.FAILED).stream().map(PlacementSectionsAutoConfiguration::name).toList());
		return told;
	}

	private static String name(FleetResult result) {
		return Objects.requireNonNullElse(result.slug(), result.placement().toString());
	}

	private static Map<String, Object> told(PoolFigures figures) {
		Map<String, Object> told = new LinkedHashMap<>();
		told.put("open", figures.open());
		told.put("busy", figures.busy());
		told.put("waiting", figures.waiting());
		told.put("created", figures.created());
		told.put("failed", figures.failed());
		told.put("evicted", figures.evicted());
		return told;
	}

}
