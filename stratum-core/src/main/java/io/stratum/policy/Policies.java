package io.stratum.policy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.TreeCache;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * The policies of each tenant, as they flow down the tree, and what they decide.
 *
 * <p>
 * Requests are decided from memory. {@link PolicyEngine} says what a decision guarantees.
 */
public final class Policies {

	private final TenantContext context;

	private final Tenants tenants;

	private final PolicyRows rows;

	private final PolicyWriter writer;

	private final InstantSource clock;

	private final TreeCache<Compiled> cache;

	/**
	 * Creates the policies.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind, and what the time is
	 * @param context who calls, and for which tenant
	 * @param tenants the tree
	 */
	public Policies(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context, Tenants tenants) {
		this.context = context;
		this.tenants = tenants;
		this.rows = new PolicyRows(database);
		this.writer = new PolicyWriter(database, journal, context, tenants, this.rows);
		this.clock = journal::now;
		this.cache = new TreeCache<>(database, feed, Set.of("policy", "tenant"), Compiled::footprint, this::load);
	}

	/**
	 * Adds a policy to a tenant.
	 * @param tenant the tenant
	 * @param description what it shall be
	 * @return the policy
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#ABAC_POLICY_LOCKED} if an ancestor
	 * locked what it is about
	 */
	public Policy create(TenantId tenant, NewPolicy description) {
		return this.writer.create(tenant, description);
	}

	/**
	 * Changes a policy; a change of nothing returns it as it is.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @param change what shall be different
	 * @return the policy after the change
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#ABAC_POLICY_NOT_FOUND} if the tenant
	 * has no such policy, {@link ErrorCode#FORBIDDEN} if the caller is neither its writer
	 * nor above, {@link ErrorCode#ABAC_POLICY_LOCKED} if an ancestor locked what it is
	 * about, {@link ErrorCode#PRECONDITION_FAILED} if the stated version is stale
	 */
	public Policy update(TenantId tenant, UUID policy, PolicyChange change) {
		return this.writer.update(tenant, policy, change);
	}

	/**
	 * Deletes a policy in whatever version it is.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @see #delete(TenantId, UUID, Long)
	 */
	public void delete(TenantId tenant, UUID policy) {
		delete(tenant, policy, null);
	}

	/**
	 * Deletes a policy, and those below about the same that the caller may delete.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @param version the version that was seen, or {@code null} for any
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#ABAC_POLICY_NOT_FOUND} if the tenant
	 * has no such policy, {@link ErrorCode#FORBIDDEN} if the caller is neither its writer
	 * nor above, {@link ErrorCode#PRECONDITION_FAILED} if the stated version is stale
	 */
	public void delete(TenantId tenant, UUID policy, @Nullable Long version) {
		this.writer.delete(tenant, policy, version);
	}

	/**
	 * Returns the policies a tenant has itself.
	 * @param tenant the tenant
	 * @return its policies, highest priority first, empty if it has none
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public List<Policy> own(TenantId tenant) {
		return admitted(tenant).own();
	}

	/**
	 * Returns one policy of a tenant.
	 * @param tenant the tenant
	 * @param policy the id of the policy
	 * @return the policy
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#ABAC_POLICY_NOT_FOUND} if the tenant
	 * has no such policy
	 */
	public Policy policy(TenantId tenant, UUID policy) {
		return own(tenant).stream()
			.filter((own) -> own.id().equals(policy))
			.findFirst()
			.orElseThrow(() -> notFound(policy));
	}

	/**
	 * Returns the policies that count for a tenant, its ancestors' among them.
	 * @param tenant the tenant
	 * @return the policies, the one to report first
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public List<Policy> effective(TenantId tenant) {
		return admitted(tenant).engine().effective();
	}

	/**
	 * Decides a request for a tenant, from memory if possible.
	 * @param tenant the tenant whose policies judge
	 * @param request who wants to do what to which resource
	 * @return the decision
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public Decision evaluate(TenantId tenant, AccessRequest request) {
		return admitted(tenant).engine().decide(request, this.clock);
	}

	/**
	 * Decides a request for the bound tenant, from memory.
	 * @param request who wants to do what to which resource
	 * @return the decision; denied if no tenant is bound
	 */
	public Decision evaluate(AccessRequest request) {
		PolicyEngine engine = this.context.current()
			.map((tenant) -> this.cache.get(tenant.id()))
			.map(Compiled::engine)
			.orElseGet(PolicyEngine::empty);
		return engine.decide(request, this.clock);
	}

	/**
	 * Decides a request for a tenant and tells what each policy had to say.
	 * @param tenant the tenant whose policies judge
	 * @param request who wants to do what to which resource
	 * @return the decision with all policies about that type and action
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public PolicyExplanation explain(TenantId tenant, AccessRequest request) {
		return admitted(tenant).engine().explain(request, this.clock);
	}

	/**
	 * Returns the figures of the memory: hits, misses, size, evictions.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.cache.figures();
	}

	static StratumException notFound(UUID policy) {
		return new StratumException(ErrorCode.ABAC_POLICY_NOT_FOUND, "The tenant has no policy '" + policy + "'.",
				Map.of("policy_id", policy.toString()));
	}

	private Compiled admitted(TenantId tenant) {
		this.tenants.admit(tenant);
		Compiled compiled = this.cache.get(tenant);
		if (compiled == null) {
			throw new TenantNotFoundException(tenant);
		}
		return compiled;
	}

	private TreeCache.@Nullable Loaded<Compiled> load(TenantId tenant) {
		List<PolicyLevel> levels = this.rows.levels(tenant);
		if (levels.isEmpty()) {
			return null;
		}
		Map<TenantId, List<Policy>> policies = new LinkedHashMap<>();
		for (PolicyLevel level : levels) {
			List<Policy> own = policies.computeIfAbsent(level.tenant(), (id) -> new ArrayList<>());
			if (level.policy() != null && (!level.archived() || level.tenant().equals(tenant))) {
				own.add(level.policy());
			}
		}
		Compiled compiled = new Compiled(List.copyOf(policies.getOrDefault(tenant, List.of())),
				PolicyEngine.of(List.copyOf(policies.values())),
				policies.values().stream().flatMap(List::stream).mapToLong(Policy::footprint).sum());
		return new TreeCache.Loaded<>(levels.get(levels.size() - 1).path(), compiled);
	}

	/**
	 * All that is known of the policies of one tenant.
	 *
	 * @param own its own policies, highest priority first
	 * @param engine what decides for it
	 * @param footprint the heap all this takes, in bytes
	 */
	private record Compiled(List<Policy> own, PolicyEngine engine, long footprint) {

	}

}
