package io.stratum.jpa;

import java.util.UUID;

import io.stratum.tenant.TenantContext;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * Tells Hibernate for which tenant a session is opened.
 */
public final class TenantIdentifierResolver implements CurrentTenantIdentifierResolver<UUID> {

	/** Stands for "no tenant"; no tenant can have it. */
	static final UUID UNBOUND = new UUID(0, 0);

	private final TenantContext context;

	/**
	 * Creates a resolver.
	 * @param context where the tenant is bound
	 */
	public TenantIdentifierResolver(TenantContext context) {
		this.context = context;
	}

	@Override
	public UUID resolveCurrentTenantIdentifier() {
		// Hibernate also asks at start-up, when no tenant can be bound.
		return this.context.current().map((tenant) -> tenant.id().value()).orElse(UNBOUND);
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return true;
	}

}
