package io.stratum;

import java.util.function.Supplier;

import io.stratum.access.ApiKeys;
import io.stratum.access.Roles;
import io.stratum.audit.AuditLog;
import io.stratum.config.ConfigEntries;
import io.stratum.engine.EngineDatabase;
import io.stratum.permission.Permissions;
import io.stratum.policy.Policies;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * The door to the engine: each of its capabilities, and several of them in one
 * transaction.
 *
 * <p>
 * Each capability is also a bean of its own, for code that needs no other.
 */
public final class Stratum {

	private final EngineDatabase database;

	private final TenantContext context;

	private final Tenants tenants;

	private final ConfigEntries config;

	private final Permissions permissions;

	private final Policies policies;

	private final ApiKeys apiKeys;

	private final Roles roles;

	private final AuditLog audit;

	/**
	 * Creates the door.
	 * @param database the engine's tables
	 * @param context for whom code runs
	 * @param tenants the tenants and their tree
	 * @param config config that flows down the tree
	 * @param permissions permissions that flow down the tree
	 * @param policies attribute-based policies
	 * @param apiKeys API keys
	 * @param roles roles of API keys
	 * @param audit the audit log
	 */
	public Stratum(EngineDatabase database, TenantContext context, Tenants tenants, ConfigEntries config,
			Permissions permissions, Policies policies, ApiKeys apiKeys, Roles roles, AuditLog audit) {
		this.database = database;
		this.context = context;
		this.tenants = tenants;
		this.config = config;
		this.permissions = permissions;
		this.policies = policies;
		this.apiKeys = apiKeys;
		this.roles = roles;
		this.audit = audit;
	}

	/**
	 * Runs several changes of the engine in one transaction: all of them commit or none.
	 * @param work what to do; may run more than once, so it has no effect outside the
	 * engine
	 * @param <T> what it answers
	 * @return its answer
	 */
	public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
		return this.database.write(work);
	}

	/**
	 * Returns for whom the running code acts.
	 * @return the context
	 */
	public TenantContext context() {
		return this.context;
	}

	/**
	 * Returns the tenants and their tree.
	 * @return the tenants
	 */
	public Tenants tenants() {
		return this.tenants;
	}

	/**
	 * Returns config that flows down the tree.
	 * @return the entries
	 */
	public ConfigEntries config() {
		return this.config;
	}

	/**
	 * Returns permissions that flow down the tree.
	 * @return the permissions
	 */
	public Permissions permissions() {
		return this.permissions;
	}

	/**
	 * Returns attribute-based policies.
	 * @return the policies
	 */
	public Policies policies() {
		return this.policies;
	}

	/**
	 * Returns the API keys.
	 * @return the keys
	 */
	public ApiKeys apiKeys() {
		return this.apiKeys;
	}

	/**
	 * Returns the roles of API keys.
	 * @return the roles
	 */
	public Roles roles() {
		return this.roles;
	}

	/**
	 * Returns the audit log.
	 * @return the log
	 */
	public AuditLog audit() {
		return this.audit;
	}

}
