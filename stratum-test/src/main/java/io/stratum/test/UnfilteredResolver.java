package io.stratum.test;

import java.util.UUID;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * Switches Hibernate's filter off for every session, which keeps its tenant.
 */
final class UnfilteredResolver implements CurrentTenantIdentifierResolver<UUID> {

	private final CurrentTenantIdentifierResolver<UUID> tenants;

	UnfilteredResolver(CurrentTenantIdentifierResolver<UUID> tenants) {
		this.tenants = tenants;
	}

	@Override
	public UUID resolveCurrentTenantIdentifier() {
		return this.tenants.resolveCurrentTenantIdentifier();
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return this.tenants.validateExistingCurrentSessions();
	}

	@Override
	public boolean isRoot(UUID tenant) {
		return true;
	}

}
