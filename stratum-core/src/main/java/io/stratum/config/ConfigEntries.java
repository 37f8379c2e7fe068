package io.stratum.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.crypto.CiphertextInvalidException;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Config of any tenant the caller reaches, for administration.
 *
 * <p>
 * All methods refuse tenants out of the caller's reach with
 * {@link AccessForbiddenException}, and archived ones with {@code TENANT_ARCHIVED};
 * suspended ones are read and written as usual.
 *
 * <p>
 * <b>Guarantees.</b> Sensitive values leave through {@link #reveal} only. Of tenants
 * above its own a caller learns no value that is not in effect in its own subtree.
 */
public final class ConfigEntries {

	private final EngineDatabase database;

	private final ConfigAdmission admission;

	private final ConfigKeys keys;

	private final ConfigRows rows;

	private final EffectiveConfigs configs;

	private final ConfigWriter writer;

	private final ConfigExplainer explainer;

	private final ConfigJournal journal;

	/**
	 * Creates the entries.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls
	 * @param tenants the tenants
	 * @param cipher seals sensitive values
	 * @param dataKeys the keys it seals with
	 * @param keys the declared keys
	 */
	public ConfigEntries(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			Tenants tenants, FieldCipher cipher, DataKeys dataKeys, ConfigKeys keys) {
		this.database = database;
		this.admission = new ConfigAdmission(tenants, context);
		this.keys = keys;
		this.rows = new ConfigRows(database, journal, dataKeys);
		this.configs = new EffectiveConfigs(database, feed, this.rows, keys, cipher);
		this.journal = new ConfigJournal(journal);
		this.writer = new ConfigWriter(database, this.admission, context, this.rows, keys, cipher, dataKeys,
				this.journal);
		this.explainer = new ConfigExplainer(this.rows, keys, this.configs, this.admission);
	}

	/**
	 * Returns all that holds for a tenant, from memory if possible.
	 * @param tenant the tenant
	 * @return values by key, sorted and unmodifiable; sensitive ones masked
	 */
	public Map<String, EffectiveValue> resolve(TenantId tenant) {
		this.admission.admit(tenant);
		return this.configs.of(tenant).values();
	}

	/**
	 * Returns what holds for one key of a tenant, from memory if possible.
	 * @param tenant the tenant
	 * @param key the key
	 * @return its value, masked if it is sensitive
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if nobody sets it
	 */
	public EffectiveValue get(TenantId tenant, String key) {
		EffectiveValue value = resolve(tenant).get(key);
		if (value == null) {
			throw ConfigDenial.notFound(key);
		}
		return value;
	}

	/**
	 * Finds what a tenant set itself, in effect or not.
	 * @param tenant the tenant
	 * @param key the key
	 * @return its own entry, or empty if there is none
	 */
	public Optional<ConfigEntry> findOwn(TenantId tenant, String key) {
		this.admission.admit(tenant);
		return this.rows.find(tenant, key).map((entry) -> entry.shown(this.keys));
	}

	/**
	 * Sets a key.
	 * @param tenant the tenant
	 * @param change what it shall be
	 * @return the entry stored
	 * @throws InvalidInputException if the key or the value breaks a rule
	 * @throws StratumException {@code CONFIG_LOCKED} under an ancestor's lock,
	 * {@code CONFIG_BOUND_EXCEEDED} beyond an ancestor's value, or
	 * {@code PRECONDITION_FAILED} if the version seen is stale
	 */
	public ConfigEntry set(TenantId tenant, ConfigChange change) {
		return this.writer.set(tenant, change);
	}

	/**
	 * Sets several keys in one transaction.
	 * @param tenant the tenant
	 * @param changes 1 to 200 changes of distinct keys
	 * @param atomic whether the first refusal undoes all and is thrown
	 * @return the outcome for each key
	 * @throws InvalidInputException if the number is out of range or a key occurs twice
	 */
	public ConfigBatchResult batch(TenantId tenant, List<ConfigChange> changes, boolean atomic) {
		return this.writer.batch(tenant, changes, atomic);
	}

	/**
	 * Deletes what a tenant set itself, also under a lock.
	 * @param tenant the tenant
	 * @param key the key
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if it set nothing
	 */
	public void delete(TenantId tenant, String key) {
		delete(tenant, key, null);
	}

	/**
	 * Deletes what a tenant set itself, also under a lock.
	 * @param tenant the tenant
	 * @param key the key
	 * @param version the version that was seen, or {@code null} not to compare
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if it set nothing, or
	 * {@code PRECONDITION_FAILED} if the version is stale
	 */
	public void delete(TenantId tenant, String key, @Nullable Long version) {
		this.writer.delete(tenant, key, version);
	}

	/**
	 * Puts the effective config of two tenants side by side.
	 * @param first the one tenant
	 * @param second the other tenant
	 * @return all keys of either
	 * @throws InvalidInputException if they are the same
	 */
	public ConfigDiff diff(TenantId first, TenantId second) {
		if (first.equals(second)) {
			throw InvalidInputException.of("tenant_b", "A tenant cannot be compared with itself.", "distinct");
		}
		return new ConfigComparison(this.configs).diff(this.admission.admit(first), this.admission.admit(second));
	}

	/**
	 * Compares children with their parent.
	 * @param parent the parent
	 * @param children the tenants to compare, which the caller must reach
	 * @return how far each is from the parent
	 */
	public ConfigDrift drift(TenantId parent, Collection<TenantId> children) {
		Tenant top = this.admission.admit(parent);
		return new ConfigComparison(this.configs).drift(top,
				children.stream().distinct().map(this.admission::admit).toList());
	}

	/**
	 * Compares the direct children of a tenant with it, archived ones left out.
	 * @param parent the parent
	 * @return how far each is from the parent
	 */
	public ConfigDrift drift(TenantId parent) {
		this.admission.admit(parent);
		return drift(parent, this.rows.children(parent));
	}

	/**
	 * Returns the versions a key of a tenant had.
	 * @param tenant the tenant
	 * @param key the key
	 * @param limit most versions returned, 1 to 1000
	 * @param before the version to go on below, or {@code null} to begin with the newest
	 * @return the newest first, empty if the tenant never set it
	 */
	public List<ConfigVersion> history(TenantId tenant, String key, int limit, @Nullable Long before) {
		this.admission.admit(tenant);
		return new ConfigHistory(this.database, this.keys).of(tenant, key, limit, before);
	}

	/**
	 * Says why a key has the value it has.
	 * @param tenant the tenant
	 * @param key the key
	 * @return what each level says and what becomes of it
	 */
	public ConfigExplanation explain(TenantId tenant, String key) {
		ConfigKeys.checkName(key);
		return this.explainer.explain(this.admission.admit(tenant), key);
	}

	/**
	 * Shows a sensitive value in clear and records who asked and why.
	 * @param tenant the tenant
	 * @param key the key
	 * @param reason why, 1 to 500 characters
	 * @return the value in clear
	 * @throws AccessForbiddenException if the caller lacks the scope {@code admin} or
	 * {@code reveal}, or does not reach the tenant that set the value
	 * @throws StratumException {@code CONFIG_NOT_FOUND} if nobody sets the key
	 * @throws CiphertextInvalidException if the value does not open
	 */
	public RevealedValue reveal(TenantId tenant, String key, String reason) {
		this.admission.admit(tenant);
		this.admission.checkReveal(reason);
		EffectiveConfig config = this.configs.fresh(tenant);
		EffectiveValue value = config.values().get(key);
		if (value == null) {
			throw ConfigDenial.notFound(key);
		}
		this.admission.checkOwner(value.source());
		RevealedValue revealed = new RevealedValue(key, JsonValues.read(config.clear(key)), value.source());
		this.database
			.run(() -> this.journal.revealed(Objects.requireNonNullElse(value.source(), tenant), tenant, key, reason));
		return revealed;
	}

	/**
	 * Returns the declared keys.
	 * @return the keys, sorted by name
	 */
	public List<ConfigKey<?>> keys() {
		return this.keys.all();
	}

	/**
	 * Returns the figures of the memory of effective config.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.configs.figures();
	}

	EffectiveConfigs configs() {
		return this.configs;
	}

}
