package io.stratum.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tenants that no database knows.
 */
final class TenantSamples {

	private TenantSamples() {
	}

	static Tenant tenant(String slug) {
		TenantId id = TenantId.random();
		return new Tenant(id, slug, slug, new TenantPath(List.of(id)), TenantStatus.ACTIVE, IsolationStrategy.SHARED,
				null, Map.of(), Map.of(), 0, 1, Instant.EPOCH, Instant.EPOCH, null);
	}

}
