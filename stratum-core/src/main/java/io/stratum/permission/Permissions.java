package io.stratum.permission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.TreeCache;
import io.stratum.permission.PermissionExplanation.Step;
import io.stratum.permission.Walk.Outcome;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * What each tenant may do, as it flows down the tree.
 *
 * <p>
 * <b>Guarantees.</b> No tenant has more of a permission than what arrives from above,
 * unless an operator gave it or a soft revocation left it. Nobody grants what they do not
 * hold, also when two act at the same time: changes of one tree are decided one after
 * another. What is effective is answered from memory.
 */
public final class Permissions {

	private final TenantContext context;

	private final Tenants tenants;

	private final PermissionRows rows;

	private final PermissionWriter writer;

	private final TreeCache<Holdings> cache;

	/**
	 * Creates the permissions.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls, and for which tenant
	 * @param tenants the tree
	 */
	public Permissions(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			Tenants tenants) {
		this.context = context;
		this.tenants = tenants;
		this.rows = new PermissionRows(database);
		this.writer = new PermissionWriter(database, journal, context, tenants, this.rows);
		this.cache = new TreeCache<>(database, feed, Set.of("permission", "tenant"), Holdings::footprint, this::load);
	}

	/**
	 * Gives a tenant a share of a permission.
	 * <p>
	 * An operator may grant anything. A tenant may narrow what arrives for itself, and
	 * grant to tenants below at most what it holds as DELEGATED.
	 * @param tenant the tenant
	 * @param grant what it shall be given
	 * @return the policy
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#PERMISSION_LOCKED} below a lock,
	 * {@link ErrorCode#PERMISSION_NOT_HELD} or {@link ErrorCode#PERMISSION_NOT_DELEGABLE}
	 * if the caller may not give that much, {@link ErrorCode#PERMISSION_ALREADY_EXISTS}
	 * if there is a policy for the key
	 */
	public PermissionPolicy grant(TenantId tenant, PermissionGrant grant) {
		return this.writer.grant(tenant, grant);
	}

	/**
	 * Changes a policy, which counts as a new grant by the caller.
	 * <p>
	 * A frozen policy is frozen no longer once it is changed. A change of nothing returns
	 * the policy as it is.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @param change what shall be different
	 * @return the policy after the change
	 * @throws StratumException as {@link #grant} does, and with
	 * {@link ErrorCode#PERMISSION_NOT_FOUND} if the tenant has no such policy,
	 * {@link ErrorCode#FORBIDDEN} if the caller is neither its granter nor above,
	 * {@link ErrorCode#PERMISSION_REVOCATION_DENIED} if it is permanent,
	 * {@link ErrorCode#PRECONDITION_FAILED} if the stated version is stale
	 */
	public PermissionPolicy update(TenantId tenant, UUID policy, PermissionChange change) {
		return this.writer.update(tenant, policy, change);
	}

	/**
	 * Ends a policy in whatever version it is.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @see #revoke(TenantId, UUID, Long)
	 */
	public void revoke(TenantId tenant, UUID policy) {
		revoke(tenant, policy, null);
	}

	/**
	 * Ends a policy, with what its revocation mode says about tenants below.
	 * @param tenant the tenant of the policy
	 * @param policy its id
	 * @param version the version that was seen, or {@code null} for any
	 * @throws StratumException with {@link ErrorCode#PERMISSION_NOT_FOUND} if the tenant
	 * has no such policy, {@link ErrorCode#FORBIDDEN} if the caller is neither its
	 * granter nor above, {@link ErrorCode#PERMISSION_REVOCATION_DENIED} if it is
	 * permanent, {@link ErrorCode#PRECONDITION_FAILED} if the stated version is stale
	 */
	public void revoke(TenantId tenant, UUID policy, @Nullable Long version) {
		this.writer.revoke(tenant, policy, version);
	}

	/**
	 * Returns what a tenant has, from memory if possible.
	 * @param tenant the tenant
	 * @return its permissions by key, in the order of keys, immutable; a value of
	 * {@code false} or {@code null} means that it has none
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public Map<String, EffectivePermission> effective(TenantId tenant) {
		return admitted(tenant).effective();
	}

	/**
	 * Returns the policies a tenant has itself, effective or not.
	 * @param tenant the tenant
	 * @return its policies in the order of keys, empty if it has none
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 */
	public List<PermissionPolicy> policies(TenantId tenant) {
		return admitted(tenant).own();
	}

	/**
	 * Returns one policy of a tenant.
	 * @param tenant the tenant
	 * @param policy the id of the policy
	 * @return the policy
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws StratumException with {@link ErrorCode#PERMISSION_NOT_FOUND} if the tenant
	 * has no such policy
	 */
	public PermissionPolicy policy(TenantId tenant, UUID policy) {
		return admitted(tenant).own()
			.stream()
			.filter((own) -> own.id().equals(policy))
			.findFirst()
			.orElseThrow(() -> notFound(policy));
	}

	/**
	 * Tells level by level why a tenant has what it has.
	 * @param tenant the tenant
	 * @param key the permission
	 * @return the explanation, read from the database
	 * @throws AccessForbiddenException if the tenant is out of the caller's reach
	 * @throws InvalidInputException if the key breaks the rule for keys
	 */
	public PermissionExplanation explain(TenantId tenant, String key) {
		this.tenants.admit(tenant);
		return explain(this.rows.levels(tenant, PermissionGrant.of(key).key()), key);
	}

	/**
	 * Tells whether the bound tenant holds a permission, from memory.
	 * @param key the permission
	 * @return whether its effective value is neither absent nor {@code false} nor
	 * {@code null}; {@code false} if no tenant is bound
	 */
	public boolean allows(String key) {
		return find(key).filter(EffectivePermission::isHeld).isPresent();
	}

	/**
	 * Returns what the bound tenant has of a permission, from memory.
	 * @param key the permission
	 * @return its share; empty if it has none at all or no tenant is bound
	 */
	public Optional<EffectivePermission> find(String key) {
		Optional<Tenant> bound = this.context.current();
		if (bound.isEmpty()) {
			return Optional.empty();
		}
		Holdings holdings = this.cache.get(bound.get().id());
		return (holdings != null) ? Optional.ofNullable(holdings.effective().get(key)) : Optional.empty();
	}

	/**
	 * Returns the figures of the memory: hits, misses, size, evictions.
	 * @return the cache behind, for metrics
	 */
	public Cache<?, ?> figures() {
		return this.cache.figures();
	}

	static StratumException notFound(UUID policy) {
		return new StratumException(ErrorCode.PERMISSION_NOT_FOUND,
				"The tenant has no permission policy '" + policy + "'.", Map.of("policy_id", policy.toString()));
	}

	private Holdings admitted(TenantId tenant) {
		this.tenants.admit(tenant);
		Holdings holdings = this.cache.get(tenant);
		if (holdings == null) {
			throw new TenantNotFoundException(tenant);
		}
		return holdings;
	}

	private TreeCache.@Nullable Loaded<Holdings> load(TenantId tenant) {
		List<Level> levels = this.rows.levels(tenant);
		if (levels.isEmpty()) {
			return null;
		}
		Map<String, Flow> flows = new TreeMap<>();
		List<PermissionPolicy> own = new ArrayList<>();
		for (Level level : levels) {
			PermissionPolicy policy = level.policy();
			if (policy != null) {
				boolean isOwn = level.tenant().equals(tenant);
				flows.compute(policy.key(),
						(key, inflow) -> (isOwn ? Walk.at(inflow, policy) : Walk.through(inflow, level)).flow());
				if (isOwn) {
					own.add(policy);
				}
			}
		}
		return new TreeCache.Loaded<>(levels.get(levels.size() - 1).path(), Holdings.of(flows, own));
	}

	private static PermissionExplanation explain(List<Level> way, String key) {
		List<Step> steps = new ArrayList<>();
		Flow flow = null;
		for (int depth = 0; depth < way.size(); depth++) {
			Level level = way.get(depth);
			Outcome outcome = (depth == way.size() - 1) ? Walk.at(flow, level.policy()) : Walk.through(flow, level);
			steps.add(new Step(level.tenant(), level.policy(), effective(flow), effective(outcome.flow()),
					outcome.effect()));
			flow = outcome.flow();
		}
		return new PermissionExplanation(key, effective(flow), steps);
	}

	private static @Nullable EffectivePermission effective(@Nullable Flow flow) {
		return (flow != null) ? flow.toEffective() : null;
	}

}
