package io.stratum.jpa;

import java.util.UUID;

import io.stratum.isolation.SubtreeRead;
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
		return identify(this.context);
	}

	/**
	 * Says whom a session that is opened now is for: the read of a subtree, the bound
	 * tenant or nobody.
	 */
	static UUID identify(TenantContext context) {
		SubtreeRead read = SubtreeRead.current();
		if (read != null) {
			return read.session();
		}
		// Hibernate also asks at start-up, when no tenant can be bound.
		return context.current().map((tenant) -> tenant.id().value()).orElse(UNBOUND);
	}

	/**
	 * Tells whether Hibernate adds no condition on the tenant.
	 * @param tenantId identifier of a session
	 * @return whether the session reads a subtree, where the role of the database decides
	 */
	@Override
	public boolean isRoot(UUID tenantId) {
		return readsSubtree(tenantId);
	}

	/**
	 * Tells whether a session reads the subtree that the running thread may read.
	 */
	static boolean readsSubtree(UUID session) {
		SubtreeRead read = SubtreeRead.current();
		return read != null && read.session().equals(session);
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return true;
	}

}
