package io.stratum.autoconfigure.websocket;

import java.util.Map;

import io.stratum.access.Caller;
import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * For whom a socket was opened, as its session remembers it.
 *
 * @param tenant the tenant, or {@code null} for none
 * @param caller who opened it
 */
record SocketTenant(@Nullable TenantId tenant, Caller caller) {

	private static final String ATTRIBUTE = SocketTenant.class.getName();

	/** Remembers what is bound while the handshake runs. */
	static void remember(TenantContext context, Map<String, Object> session) {
		session.put(ATTRIBUTE, new SocketTenant(context.current().map(Tenant::id).orElse(null), context.caller()));
	}

	static @Nullable SocketTenant of(@Nullable Map<String, Object> session) {
		return (session != null && session.get(ATTRIBUTE) instanceof SocketTenant known) ? known : null;
	}

	/**
	 * Binds it again for one message.
	 * @throws CarriedTenantUnknownException if the tenant is no longer in use
	 */
	TenantContext.Scope bind(TenantContext context, Tenants tenants) {
		return context.bind((this.tenant != null) ? inUse(tenants, this.tenant) : null, this.caller);
	}

	private static Tenant inUse(Tenants tenants, TenantId id) {
		return tenants.find(id).filter(Tenant::isActive).orElseThrow(CarriedTenantUnknownException::new);
	}

}
