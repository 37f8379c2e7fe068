package io.stratum.config;

import java.lang.reflect.Type;
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

	private final RecordRule rule;

	/**
	 * Creates a view that takes records as they are.
	 * @param entries config of all tenants
	 * @param context knows the bound tenant
	 */
	public TenantConfig(ConfigEntries entries, TenantContext context) {
		this(entries, context, RecordRule.NONE);
	}

	/**
	 * Creates a view that checks records.
	 * @param entries config of all tenants
	 * @param context knows the bound tenant
	 * @param rule what records must obey
	 */
	public TenantConfig(ConfigEntries entries, TenantContext context, RecordRule rule) {
		this.configs = entries.configs();
		this.context = context;
		this.rule = rule;
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
	 * Finds the value of a key, as whatever type a parameter or field has.
	 * @param key the key
	 * @param type the type to read it as; {@link Secret} for sensitive ones
	 * @return its value, or empty if nobody sets it or it is JSON null
	 */
	public Optional<Object> find(String key, Type type) {
		return find(key, Json.mapper().constructType(type));
	}

	/**
	 * Fills a record with the keys below its own prefix.
	 * @param type the record, marked with {@link TenantConfigurationProperties}
	 * @param <R> the record
	 * @return the record
	 * @throws IllegalArgumentException if it is not marked
	 * @see #bind(String, Class)
	 */
	public <R extends Record> R bind(Class<R> type) {
		TenantConfigurationProperties marked = type.getAnnotation(TenantConfigurationProperties.class);
		if (marked == null) {
			throw new IllegalArgumentException(
					"Record " + type.getName() + " is not marked with @TenantConfigurationProperties.");
		}
		return this.configs.clear(tenant(),
				(config) -> config.records().get(type, () -> fill(config, marked.value(), type)));
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
	 * @throws StratumException {@code CONFIG_TYPE_MISMATCH} if it breaks a rule; the text
	 * names the key and the tenant that set it
	 */
	public <R extends Record> R bind(String prefix, Class<R> type) {
		return this.configs.clear(tenant(), (config) -> fill(config, prefix, type));
	}

	private <R extends Record> R fill(EffectiveConfig config, String prefix, Class<R> type) {
		RecordBinder binder = new RecordBinder(new ConfigReader(config));
		R filled = binder.bind(prefix, type);
		this.rule.check(filled).stream().findFirst().ifPresent((issue) -> {
			String key = prefix + "." + issue.path();
			throw ConfigDenial.invalid(key, binder.nearest(key), issue);
		});
		return filled;
	}

	private Optional<Object> find(String key, JavaType type) {
		return this.configs.clear(tenant(), (config) -> new ConfigReader(config).find(key, type));
	}

	private TenantId tenant() {
		return this.context.required().id();
	}

}
