package io.stratum.controlplane;

import java.util.Locale;

import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.isolation.placement.RecordedPlacement;
import io.stratum.isolation.placement.RecordedPlacements;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Knows where the rows of tenants are, as far as that was recorded.
 */
final class TenantPlaces {

	private static final String READY = "ready";

	private final @Nullable RecordedPlacements recorded;

	TenantPlaces(ObjectProvider<Placements> placements) {
		this.recorded = (placements.getIfAvailable() instanceof RecordedPlacements known) ? known : null;
	}

	TenantJson.Placement of(Tenant tenant, boolean operator) {
		if (this.recorded == null || tenant.strategy() == IsolationStrategy.SHARED) {
			return shown(tenant, Placement.shared(), READY, null, operator);
		}
		RecordedPlacement place = this.recorded.find(tenant.id());
		return (place != null) ? shown(tenant, place.place(), place.state().name().toLowerCase(Locale.ROOT),
				this.recorded.fingerprintOf(place), operator) : TenantJson.Placement.missing(tenant);
	}

	private static TenantJson.Placement shown(Tenant tenant, Placement place, String state,
			@Nullable String fingerprint, boolean operator) {
		return new TenantJson.Placement(tenant.strategy().wireName(), tenant.regionId(), place.revision(), state, null,
				operator ? place.server() : null, operator ? place.database() : null, operator ? place.schema() : null,
				operator ? fingerprint : null);
	}

}
