package io.stratum.autoconfigure.observe;

import java.util.function.Function;

import io.micrometer.observation.Observation;
import io.stratum.web.TenantResolution;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Finds for whom an observed request ran.
 */
final class ServerRequests implements Function<Observation.Context, TenantObservationFilter.@Nullable For> {

	@Override
	public TenantObservationFilter.@Nullable For apply(Observation.Context observed) {
		return (observed instanceof ServerRequestObservationContext server) ? of(server.getCarrier()) : null;
	}

	private static TenantObservationFilter.@Nullable For of(@Nullable HttpServletRequest request) {
		TenantResolution resolution = (request != null) ? TenantResolution.of(request) : null;
		return (resolution != null) ? new TenantObservationFilter.For(resolution.tenant(), resolution.caller()) : null;
	}

}
