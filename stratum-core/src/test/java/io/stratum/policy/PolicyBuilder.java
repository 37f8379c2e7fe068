package io.stratum.policy;

import java.time.Instant;
import java.util.UUID;

import io.stratum.tenant.TenantId;

/**
 * Policies as if they had been stored.
 */
final class PolicyBuilder {

	private static final TenantId TENANT = TenantId.random();

	private PolicyBuilder() {
	}

	static Policy stored(NewPolicy description) {
		return stored(UUID.randomUUID(), description);
	}

	static Policy stored(UUID id, NewPolicy description) {
		return new Policy(id, TENANT, description.name(), description.resourceType(), description.action(),
				description.effect(), description.conditions(), description.priority(), description.mode(), null, 1,
				Instant.EPOCH, Instant.EPOCH);
	}

}
