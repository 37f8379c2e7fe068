package io.stratum.benchmarks.memory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.stratum.access.AuthenticatedKey;
import io.stratum.config.EffectiveValue;
import io.stratum.policy.Decision;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * Reads from memory, and what each of them is held against.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryBenchmark {

	/**
	 * Binds a tenant, asks who it is and lets go of it, where another is bound already.
	 */
	@Benchmark
	public Optional<Tenant> bind(EngineState state) {
		try (TenantContext.Scope scope = state.engine.context.bind(state.deep)) {
			return state.engine.context.current();
		}
	}

	/**
	 * Resolves 50 keys five levels down.
	 */
	@Benchmark
	public Map<String, EffectiveValue> configAtDepth5(EngineState state) {
		return state.engine.config.resolve(state.shallow.id());
	}

	/**
	 * Resolves 50 keys twenty levels down.
	 */
	@Benchmark
	public Map<String, EffectiveValue> configAtDepth20(EngineState state) {
		return state.engine.config.resolve(state.deep.id());
	}

	/**
	 * Copies a map of 50 entries.
	 */
	@Benchmark
	public Map<String, EffectiveValue> mapCopy(EngineState state) {
		return new HashMap<>(state.values);
	}

	/**
	 * Reads one value as a type of the application.
	 */
	@Benchmark
	public Integer typedValue(EngineState state) {
		return state.engine.tenantConfig.get(EngineState.MAX_USERS);
	}

	/**
	 * Checks a permission of the bound tenant.
	 */
	@Benchmark
	public boolean permission(EngineState state) {
		return state.engine.permissions.allows("orders.read");
	}

	/**
	 * Decides by ten policies about the same thing, of which the last one allows.
	 */
	@Benchmark
	public Decision tenPolicies(EngineState state) {
		try (TenantContext.Scope scope = state.engine.context.bind(state.tenPolicies)) {
			return state.engine.policies.evaluate(state.request);
		}
	}

	/**
	 * Decides by a hundred policies about the same thing, of which the last one allows.
	 */
	@Benchmark
	public Decision hundredPolicies(EngineState state) {
		try (TenantContext.Scope scope = state.engine.context.bind(state.hundredPolicies)) {
			return state.engine.policies.evaluate(state.request);
		}
	}

	/**
	 * Decides by the same ten rules in the Common Expression Language.
	 */
	@Benchmark
	public boolean tenCel(EngineState state) {
		return state.tenCel.allows(state.attributes);
	}

	/**
	 * Decides by the same hundred rules in the Common Expression Language.
	 */
	@Benchmark
	public boolean hundredCel(EngineState state) {
		return state.hundredCel.allows(state.attributes);
	}

	/**
	 * Decides by the same ten rules with jCasbin.
	 */
	@Benchmark
	public boolean tenCasbin(EngineState state) {
		return state.tenCasbin.allows(state.subject, state.resource);
	}

	/**
	 * Decides by the same hundred rules with jCasbin.
	 */
	@Benchmark
	public boolean hundredCasbin(EngineState state) {
		return state.hundredCasbin.allows(state.subject, state.resource);
	}

	/**
	 * Authenticates an API key.
	 */
	@Benchmark
	public Optional<AuthenticatedKey> apiKey(EngineState state) {
		return state.engine.apiKeys.authenticate(state.apiKey);
	}

	/**
	 * Hashes the same text under a secret.
	 */
	@Benchmark
	public byte[] hmac(EngineState state) {
		return state.mac.doFinal(state.apiKey.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Hashes the same text without a secret.
	 */
	@Benchmark
	public byte[] sha256(EngineState state) throws NoSuchAlgorithmException {
		return MessageDigest.getInstance("SHA-256").digest(state.apiKey.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Finds a tenant by its id.
	 */
	@Benchmark
	public Optional<Tenant> findTenant(EngineState state) {
		return state.engine.tenants.find(state.shallow.id());
	}

	/**
	 * Does nothing but what is measured around each of these.
	 */
	@Benchmark
	public Object nothing(EngineState state) {
		return state;
	}

}
