package io.stratum.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.crypto.DataKeys;
import io.stratum.crypto.FieldCipher;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.crypto.KeyRing;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Config of the cast, with the keys an application might declare.
 */
public final class ConfigFixture implements AutoCloseable {

	static final ConfigKey<Integer> MAX_USERS = ConfigKey.of("declared.max_users", Integer.class).withSchema("""
			{"type": "integer", "minimum": 1}
			""").withDefault(10);

	static final ConfigKey<Integer> ORDER_LIMIT = ConfigKey.of("declared.order_limit", Integer.class)
		.withDefault(50)
		.withNarrowing(Narrowing.LOWER_ONLY);

	static final ConfigKey<Integer> MINIMUM_AGE = ConfigKey.of("declared.minimum_age", Integer.class)
		.withNarrowing(Narrowing.RAISE_ONLY);

	static final ConfigKey<List<String>> REGIONS = ConfigKey.listOf("declared.regions", String.class)
		.withNarrowing(Narrowing.SUBSET_ONLY);

	static final ConfigKey<Secret> TOKEN = ConfigKey.of("declared.token", Secret.class).withSchema("""
			{"type": "string", "minLength": 8}
			""").asSensitive();

	static final ConfigKey<String> COLOUR = ConfigKey.of("declared.colour", String.class).withoutLocks();

	public final TenantCast cast = new TenantCast();

	final String key = KeyEncryptionKey.generate();

	public final KeyRing ring = KeyRing.ofText(this.key, List.of());

	public final DataKeys dataKeys = dataKeys(this.cast.engine.database, this.cast.engine.feed, this.ring);

	public final ConfigEntries entries = entries(UnknownKeys.ALLOW);

	final TenantConfig config = new TenantConfig(this.entries, this.cast.engine.context);

	public ConfigFixture() {
		this.cast.awaitMemory();
	}

	ConfigEntries entries(UnknownKeys unknownKeys) {
		return entries(this.cast.engine.database, this.cast.engine.feed, this.cast.tenants, this.dataKeys, unknownKeys);
	}

	/**
	 * Another node over the same tables.
	 */
	ConfigEntries node(EngineDatabase database, ChangeFeed feed) {
		Tenants tenants = new Tenants(database, feed, this.cast.engine.journal, this.cast.engine.context);
		return entries(database, feed, tenants, dataKeys(database, feed, this.ring), UnknownKeys.ALLOW);
	}

	/**
	 * The same node after a restart with other keys.
	 */
	ConfigEntries restarted(KeyRing ring) {
		return entries(this.cast.engine.database, this.cast.engine.feed, this.cast.tenants,
				dataKeys(this.cast.engine.database, this.cast.engine.feed, ring), UnknownKeys.ALLOW);
	}

	private ConfigEntries entries(EngineDatabase database, ChangeFeed feed, Tenants tenants, DataKeys keys,
			UnknownKeys unknownKeys) {
		return new ConfigEntries(database, feed, this.cast.engine.journal, this.cast.engine.context, tenants,
				new FieldCipher(database, keys), keys,
				new ConfigKeys(List.of(MAX_USERS, ORDER_LIMIT, MINIMUM_AGE, REGIONS, TOKEN, COLOUR), unknownKeys));
	}

	private DataKeys dataKeys(EngineDatabase database, ChangeFeed feed, KeyRing ring) {
		return new DataKeys(database, feed, this.cast.engine.journal, ring, Duration.ofMinutes(15));
	}

	ConfigEntry set(TenantId tenant, String key, Object value) {
		return this.entries.set(tenant, ConfigChange.of(key, value));
	}

	ConfigEntry lock(TenantId tenant, String key, Object value) {
		return this.entries.set(tenant, ConfigChange.of(key, value).locked(true));
	}

	public ConfigEntry hide(TenantId tenant, String key, String secret) {
		return this.entries.set(tenant, ConfigChange.of(key, secret).sensitive(true));
	}

	EffectiveValue get(TenantId tenant, String key) {
		return this.entries.get(tenant, key);
	}

	TenantId child(TenantId parent) {
		String slug = "t" + UUID.randomUUID().toString().replace("-", "");
		return this.cast.tenants.create(NewTenant.childOf(parent, slug, "Child")).id();
	}

	Map<String, Object> lastAudit(String action) {
		return row(
				"select to_jsonb(a)::text from stratum.audit_log a where action = ? order by created_at desc, id desc",
				action);
	}

	Map<String, Object> lastEvent(String type) {
		return row("select to_jsonb(o)::text from stratum.outbox o where type = ? order by created_at desc, id desc",
				type);
	}

	long count(String sql, Object... parameters) {
		return this.cast.engine.database.jdbc().sql(sql).params(parameters).query(Long.class).single();
	}

	static JsonNode json(Object value) {
		return Json.mapper().valueToTree(value);
	}

	static StratumException refusal(ErrorCode code, ThrowingCallable work) {
		StratumException thrown = catchThrowableOfType(StratumException.class, work);
		assertThat(thrown).isNotNull().extracting(StratumException::code).isEqualTo(code);
		return thrown;
	}

	private Map<String, Object> row(String sql, String parameter) {
		return Json.readObject(
				this.cast.engine.database.jdbc().sql(sql + " limit 1").param(parameter).query(String.class).single());
	}

	@Override
	public void close() {
		this.cast.close();
	}

}
