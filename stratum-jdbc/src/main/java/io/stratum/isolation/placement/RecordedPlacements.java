package io.stratum.isolation.placement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.TreeCache;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.TenantUnavailableException;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * Knows from memory where the rows of each tenant are.
 *
 * <p>
 * <b>Guarantees.</b> A tenant with a place of its own is led there or nowhere; what the
 * record does not know is never looked for in the shared tables.
 */
public final class RecordedPlacements implements Placements {

	/** Kind of change that outdates a placement in memory. */
	public static final String KIND = "placement";

	private static final long PLACE_BYTES = 512;

	private final TreeCache<RecordedPlacement> places;

	private final OutdatedPlaces outdated;

	private final EngineDatabase database;

	// Never changes for a number.
	private final Map<Long, String> fingerprints = new ConcurrentHashMap<>();

	/**
	 * Creates an empty memory.
	 * @param database where placements are recorded
	 * @param feed tells of changes
	 * @param outdated decides about places behind the application
	 */
	public RecordedPlacements(EngineDatabase database, ChangeFeed feed, OutdatedPlaces outdated) {
		this.outdated = outdated;
		this.database = database;
		this.places = new TreeCache<>(database, feed, Set.of(KIND), (place) -> PLACE_BYTES,
				(tenant) -> load(database, tenant));
	}

	/**
	 * Finds the placement of a tenant.
	 * @throws TenantUnavailableException if there is no place on record for a tenant that
	 * has one of its own
	 */
	@Override
	public Placement of(Tenant tenant) {
		if (tenant.strategy() == IsolationStrategy.SHARED) {
			return Placement.shared();
		}
		RecordedPlacement place = this.places.get(tenant.id());
		if (place == null) {
			throw new TenantUnavailableException(null);
		}
		this.outdated.admit(place);
		return place.place();
	}

	/**
	 * Finds what was recorded of a tenant's place, whether the tenant may work there or
	 * not.
	 * @param tenant the tenant
	 * @return the place, or {@code null} if the tenant has none of its own
	 */
	public @Nullable RecordedPlacement find(TenantId tenant) {
		return this.places.get(tenant);
	}

	/**
	 * Returns what a place contains: scripts, checksums and policies.
	 * @param place the place
	 * @return the fingerprint of the blueprint it follows, or {@code null} before it
	 * follows any
	 */
	public @Nullable String fingerprintOf(RecordedPlacement place) {
		String known = this.fingerprints.get(place.blueprint());
		if (known == null) {
			known = PlacementRecords.fingerprint(this.database, place.blueprint()).orElse(null);
			if (known != null) {
				this.fingerprints.put(place.blueprint(), known);
			}
		}
		return known;
	}

	// A place does not depend on those above its tenant, so the path is the tenant alone.
	private static TreeCache.@Nullable Loaded<RecordedPlacement> load(EngineDatabase database, TenantId tenant) {
		return PlacementRecords.find(database, tenant)
			.map((place) -> new TreeCache.Loaded<>(new TenantPath(List.of(tenant)), place))
			.orElse(null);
	}

}
