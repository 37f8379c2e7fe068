package io.stratum.config;

import io.stratum.StratumException;
import io.stratum.tenant.TenantNotBoundException;

/**
 * Answers each call with the config of whichever tenant is bound then.
 *
 * <p>
 * Inject it into beans, with a record that is marked with
 * {@link TenantConfigurationProperties}.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface TenantProperties<T extends Record> {

	/**
	 * Returns the record of the bound tenant, from memory if possible.
	 * @return the record; do not keep it
	 * @throws TenantNotBoundException if no tenant is bound
	 * @throws StratumException {@code CONFIG_TYPE_MISMATCH} for a value that does not fit
	 * or breaks a rule of the record
	 */
	T get();

}
