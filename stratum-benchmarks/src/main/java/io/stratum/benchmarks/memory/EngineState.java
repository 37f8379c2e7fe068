package io.stratum.benchmarks.memory;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.zaxxer.hikari.HikariDataSource;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.NewApiKey;
import io.stratum.benchmarks.Engine;
import io.stratum.benchmarks.sql.Pools;
import io.stratum.config.ConfigChange;
import io.stratum.config.ConfigKey;
import io.stratum.config.EffectiveValue;
import io.stratum.permission.PermissionGrant;
import io.stratum.policy.AccessRequest;
import io.stratum.policy.Condition;
import io.stratum.policy.NewPolicy;
import io.stratum.policy.Operator;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Tenants with 50 config keys, a permission, policies and an API key, all warm.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class EngineState {

	static final ConfigKey<Integer> MAX_USERS = ConfigKey.of("key_07", Integer.class);

	static final int KEYS = 50;

	/** Property that leads to the database. */
	static final String URL = "bench.url";

	Engine engine;

	Tenant shallow;

	Tenant deep;

	Tenant tenPolicies;

	Tenant hundredPolicies;

	String apiKey;

	Mac mac;

	TenantContext.Scope scope;

	Map<String, EffectiveValue> values;

	AccessRequest request;

	final Map<String, Object> subject = Map.of("roles", "clerk", "level", 3L);

	final Map<String, Object> resource = Map.of("type", "order", "total", 120L, "region", "emea");

	final Map<String, Object> attributes = Map.of("subject", this.subject, "resource", this.resource);

	final CelPolicies tenCel = new CelPolicies(10);

	final CelPolicies hundredCel = new CelPolicies(100);

	final CasbinPolicies tenCasbin = new CasbinPolicies(10);

	final CasbinPolicies hundredCasbin = new CasbinPolicies(100);

	private HikariDataSource platform;

	/**
	 * Fills a fresh database and warms the memory.
	 */
	@Setup(Level.Trial)
	public void start() throws GeneralSecurityException {
		this.platform = Pools.open(System.getProperty(URL), "stratum_platform");
		this.engine = new Engine(this.platform, this.platform);
		this.shallow = chain("acme", 5);
		this.deep = chain("globex", 20);
		this.tenPolicies = chain("ten", 2);
		this.hundredPolicies = chain("hundred", 2);
		configure(this.shallow);
		configure(this.deep);
		this.engine.permissions.grant(this.shallow.path().root(), PermissionGrant.of("orders.read"));
		write(this.tenPolicies, 10);
		write(this.hundredPolicies, 100);
		this.apiKey = this.engine.apiKeys.create(NewApiKey.of(this.shallow.id(), ApiKeySettings.DEFAULTS)).plaintext();
		this.mac = Mac.getInstance("HmacSHA256");
		this.mac.init(new SecretKeySpec(Engine.PEPPER.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		this.values = new HashMap<>(this.engine.config.resolve(this.shallow.id()));
		this.request = AccessRequest.of(this.subject, "approve", this.resource);
		this.scope = this.engine.context.bind(this.shallow);
	}

	/** Each virtual machine has tenants of its own in the one database. */
	private Tenant chain(String slug, int levels) {
		return this.engine.chain(slug + "_" + ProcessHandle.current().pid(), levels);
	}

	/**
	 * Spreads the keys over all levels, and overrides half of them below.
	 */
	private void configure(Tenant lowest) {
		for (int key = 0; key < KEYS; key++) {
			TenantId owner = lowest.path().ids().get(key % lowest.path().ids().size());
			set(owner, key);
			if (key % 2 == 0 && !owner.equals(lowest.id())) {
				set(lowest.id(), key);
			}
		}
	}

	private void set(TenantId tenant, int key) {
		this.engine.config.set(tenant, ConfigChange.of("key_%02d".formatted(key), key));
	}

	/**
	 * Writes policies about one thing, of which the last one allows.
	 */
	private void write(Tenant tenant, int number) {
		for (int i = 1; i < number; i++) {
			this.engine.policies.create(tenant.path().root(),
					NewPolicy.deny("deny " + i, "order", "approve")
						.when(Condition.of("resource.total", Operator.GT, 1000 + i),
								Condition.of("subject.level", Operator.LT, 5)));
		}
		this.engine.policies.create(tenant.id(), NewPolicy.allow("allow", "order", "approve")
			.when(Condition.of("resource.region", Operator.EQ, "emea")));
	}

	/**
	 * Unbinds and closes everything.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.scope.close();
		this.engine.close();
		this.platform.close();
	}

}
