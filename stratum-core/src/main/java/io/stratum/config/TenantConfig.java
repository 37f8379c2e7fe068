package io.stratum.config;

import java.util.Optional;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotBoundException;
import tools.jackson.databind.JavaType;

/**
 * Effective config of the bound tenant, as types of the application.
 *
 * <p>
 * All methods throw {@link TenantNotBoundException} without a tenant, and a
 * {@link StratumException} with {@link ErrorCode#CONFIG_TYPE_MISMATCH} for a value that
 * does not fit; its text names key, source and type, never the value.
 *
 * <pre>{@code
 * record Billing(int maxSeats, @DefaultValue("EUR") String currency, Secret apiToken) {
 * }
 *
 * Billing billing = config.bind("billing", Billing.class); // billing.max-seats, …
 * }</pre>
 */
public final class TenantConfig {

	private final EffectiveConfigs configs;

	private final TenantContext context;

	/**
	 * Creates the view.
	 * @param entries config of all tenants
	 * @param context knows the bound tenant
	 */
	public TenantConfig(ConfigEntries entries, TenantContext context) {
		this.configs = entries.configs();
		this.context = context;
	}

	/**
	 * Returns the value of a declared key.
	 * @param key the key
	 * @param <T> its type
	 * @return its value
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if nobody sets it and it has no
	 * default
	 */
	public <T> T get(ConfigKey<T> key) {
		return find(key).orElseThrow(() -> ConfigDenial.notFound(key.name()));
	}

	/**
	 * Returns the value of a key.
	 * @param key the key
	 * @param type the type to read it as; {@link Secret} for sensitive ones
	 * @param <T> the type
	 * @return its value
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if nobody sets it
	 */
	public <T> T get(String key, Class<T> type) {
		return find(key, type).orElseThrow(() -> ConfigDenial.notFound(key));
	}

	/**
	 * Finds the value of a declared key.
	 * @param key the key
	 * @param <T> its type
	 * @return its value, or empty if nobody sets it or it is JSON null
	 */
	@SuppressWarnings("unchecked") // The type belongs to the key.
	public <T> Optional<T> find(ConfigKey<T> key) {
		return (Optional<T>) find(key.name(), key.type());
	}

	/**
	 * Finds the value of a key.
	 * @param key the key
	 * @param type the type to read it as; {@link Secret} for sensitive ones
	 * @param <T> the type
	 * @return its value, or empty if nobody sets it or it is JSON null
	 */
	@SuppressWarnings("unchecked") // The type was built from the class.
	public <T> Optional<T> find(String key, Class<T> type) {
		return (Optional<T>) find(key, Json.mapper().constructType(type));
	}

	/**
	 * Fills a record with the keys below a prefix.
	 * <p>
	 * The component {@code maxSeats} takes {@code prefix.maxSeats},
	 * {@code prefix.max-seats} or {@code prefix.max_seats}; a component that is a record
	 * takes the keys below it or an object. A component nobody sets takes its
	 * {@link DefaultValue}, else empty, zero or {@code null}.
	 * @param prefix what the keys begin with, without the dot
	 * @param type the record
	 * @param <R> the record
	 * @return the record
	 */
	public <R extends Record> R bind(String prefix, Class<R> type) {
		TenantId tenant = tenant();
		return this.configs.clear(tenant, (config) -> new RecordBinder(new ConfigReader(config)).bind(prefix, type));
	}

	private Optional<Object> find(String key, JavaType type) {
		return this.configs.clear(tenant(), (config) -> new ConfigReader(config).find(key, type));
	}

	private TenantId tenant() {
		return this.context.required().id();
	}

}
