package io.stratum.isolation.subtree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Tables that hold rows of tenants of a subtree.
 *
 * @param placement where they are
 * @param tenants the tenants of the subtree whose rows are in these very tables
 */
record Place(Placement placement, List<TenantId> tenants) {

	/**
	 * Sorts tenants by the tables that hold their rows; those of the first come first.
	 */
	static List<Place> of(List<Tenant> tenants, Placements placements) {
		Map<Tables, Place> places = new LinkedHashMap<>();
		for (Tenant tenant : tenants) {
			Placement placement = placements.of(tenant);
			places.computeIfAbsent(Tables.of(placement), (tables) -> new Place(placement, new ArrayList<>()))
				.tenants()
				.add(tenant.id());
		}
		return List.copyOf(places.values());
	}

	/**
	 * What two placements have in common if they are the very same tables.
	 */
	private record Tables(String server, @Nullable String database, @Nullable String schema) {

		private static Tables of(Placement placement) {
			return new Tables(placement.server(), placement.database(), placement.schema());
		}

	}

}
