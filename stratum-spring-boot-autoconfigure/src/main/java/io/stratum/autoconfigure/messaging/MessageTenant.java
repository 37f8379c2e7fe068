package io.stratum.autoconfigure.messaging;

import java.util.Optional;

import io.stratum.tenant.CarriedTenantUnknownException;
import io.stratum.tenant.TenantCarrier;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;

/**
 * The tenant as messages carry it, ready before any listener is.
 */
final class MessageTenant {

	private final SingletonSupplier<TenantCarrier> carrier;

	private final SingletonSupplier<String> header;

	MessageTenant(ObjectProvider<TenantCarrier> carrier, ObjectProvider<MessagingProperties> properties) {
		this.carrier = SingletonSupplier.of(carrier::getObject);
		this.header = SingletonSupplier.of(() -> properties.getObject().header());
	}

	/** Returns the name of the header. */
	String header() {
		return this.header.obtain();
	}

	/**
	 * Returns what the header of an outgoing message says, empty where nobody is bound.
	 */
	Optional<String> outgoing() {
		return this.carrier.obtain().text();
	}

	/**
	 * Binds the tenant of an incoming message.
	 * <p>
	 * What was put to the dead letters because nobody knows its tenant is looked at by
	 * code that runs for nobody.
	 * @param incoming what its header says, {@code null} if it has none
	 * @param dead whether it comes from the dead letters
	 * @throws CarriedTenantUnknownException if no tenant in use is named
	 */
	TenantContext.Scope bind(@Nullable String incoming, boolean dead) {
		try {
			return this.carrier.obtain().bind(incoming);
		}
		catch (CarriedTenantUnknownException ex) {
			if (dead) {
				return this.carrier.obtain().bind(null);
			}
			throw ex;
		}
	}

}
