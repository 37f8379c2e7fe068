package io.stratum.tenant;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Takes the bound tenant along as text, and binds it again where the text arrives.
 *
 * <p>
 * Messages, jobs and sockets carry tenants this way, each in a header or attribute of
 * their own.
 */
public final class TenantCarrier {

	private final TenantContext context;

	private final Tenants tenants;

	/**
	 * Creates a carrier.
	 * @param context where tenants are bound
	 * @param tenants the tenants
	 */
	public TenantCarrier(TenantContext context, Tenants tenants) {
		this.context = context;
		this.tenants = tenants;
	}

	/**
	 * Returns the bound tenant as text.
	 * @return its id, or empty if no tenant is bound
	 */
	public Optional<String> text() {
		return this.context.current().map((tenant) -> tenant.id().toString());
	}

	/**
	 * Binds the tenant that arrived, or nobody.
	 * @param text what {@link #text()} gave, or {@code null} if nothing arrived
	 * @return the scope to close, on this thread and in order
	 * @throws CarriedTenantUnknownException if the text names no tenant in use
	 */
	public TenantContext.Scope bind(@Nullable String text) {
		return this.context.bind((text != null) ? arrived(text) : null, this.context.caller());
	}

	private Tenant arrived(String text) {
		return id(text).flatMap(this.tenants::find)
			.filter(Tenant::isActive)
			.orElseThrow(CarriedTenantUnknownException::new);
	}

	private static Optional<TenantId> id(String text) {
		try {
			return Optional.of(TenantId.parse(text));
		}
		catch (RuntimeException ex) {
			return Optional.empty();
		}
	}

}
