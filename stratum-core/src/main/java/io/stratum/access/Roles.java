package io.stratum.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/**
 * Named sets of scopes, and the keys that have them.
 *
 * <p>
 * A key that has a role may do what the role says instead of what the key says. Other
 * principals get roles from {@link PrincipalRoles}.
 *
 * <p>
 * <b>Guarantees.</b> No caller comes by a scope it lacks, or lets anybody else come by
 * one, by creating, changing, assigning, removing or deleting a role.
 */
public final class Roles {

	private final EngineDatabase database;

	private final Journal journal;

	private final AccessGuard guard;

	private final RoleRows rows;

	private final ApiKeyRows keys;

	private final KeyRights rights;

	private final RoleJournal entries;

	private final KeyJournal keyEntries;

	/**
	 * Creates the access to roles.
	 * @param database where roles are kept
	 * @param journal what changes leave behind
	 * @param tenants whom roles belong to
	 * @param context who calls
	 */
	public Roles(EngineDatabase database, Journal journal, Tenants tenants, TenantContext context) {
		this.database = database;
		this.journal = journal;
		this.guard = new AccessGuard(tenants, context);
		this.rows = new RoleRows(database);
		this.keys = new ApiKeyRows(database);
		this.rights = new KeyRights(this.guard, this.rows);
		this.entries = new RoleJournal(journal, this.guard);
		this.keyEntries = new KeyJournal(journal, this.guard);
	}

	/**
	 * Makes a role, with admin and with scopes the caller holds.
	 * @param tenant the tenant it belongs to, or {@code null} for a global role, which
	 * only operators make
	 * @param settings what it shall be
	 * @return the role
	 * @throws ScopeEscalationException if it has a scope the caller lacks
	 * @throws StratumException if the tenant has a role of that name
	 * @throws InvalidInputException if a setting is out of range
	 */
	public Role create(@Nullable TenantId tenant, RoleSettings settings) {
		this.guard.require(Scope.ADMIN);
		check(settings);
		return this.database.write(() -> {
			this.guard.admitToCreate(tenant);
			this.guard.requireMayGive(settings.scopes());
			Role role = unlessNameIsTaken(
					() -> this.rows.insert(Journal.newId(), tenant, settings, this.journal.now()));
			this.entries.created(role);
			return role;
		});
	}

	/**
	 * Lists the roles of a tenant and the global ones, by id.
	 * @param tenant the tenant, or {@code null} for the caller's own, for all of an
	 * operator
	 * @param after the last role already seen, or {@code null} for the first page
	 * @param limit most roles to return, 1 to 1,000
	 * @return the roles
	 */
	public List<Role> list(@Nullable TenantId tenant, @Nullable UUID after, int limit) {
		Caller caller = this.guard.require(Scope.READ);
		new InputRules().limit(limit).check();
		TenantId owner = (tenant != null) ? tenant : caller.home();
		if (owner != null) {
			this.guard.admit(owner);
		}
		return this.rows.list(owner, owner == null, after, limit);
	}

	/**
	 * Returns a role of a tenant in reach, or a global one.
	 * @param id its id
	 * @return the role
	 * @throws StratumException if it is unknown or belongs to a tenant out of reach
	 */
	public Role get(UUID id) {
		this.guard.require(Scope.READ);
		return this.rows.find(id).filter(this::isVisible).orElseThrow(Roles::notFound);
	}

	/**
	 * Changes a role, and with it what all may do who have it.
	 * @param id its id
	 * @param version the version the caller saw, or {@code null} for whichever is there
	 * @param change makes the new settings out of the present ones; may run more than
	 * once
	 * @return the role as it is now; unchanged if nothing is different
	 * @throws ScopeEscalationException if it would have a scope the caller lacks
	 * @throws AccessForbiddenException if it is global and the caller no operator
	 */
	public Role update(UUID id, @Nullable Long version, UnaryOperator<RoleSettings> change) {
		this.guard.require(Scope.ADMIN);
		return this.database.write(() -> {
			Role before = lock(id);
			InputRules.checkVersion(version, before.version());
			RoleSettings settings = change.apply(before.settings());
			check(settings);
			if (settings.equals(before.settings())) {
				return before;
			}
			if (!settings.scopes().equals(before.settings().scopes())) {
				this.guard.requireMayGive(settings.scopes());
			}
			Role after = unlessNameIsTaken(() -> this.rows.update(id, settings, this.journal.now()));
			this.entries.updated(before, after);
			return after;
		});
	}

	/**
	 * Deletes a role that nobody has.
	 * @param id its id
	 * @param version the version the caller saw, or {@code null} for whichever is there
	 * @throws StratumException if it is in use, unknown or out of reach
	 */
	public void delete(UUID id, @Nullable Long version) {
		this.guard.require(Scope.ADMIN);
		this.database.run(() -> {
			Role role = lock(id);
			InputRules.checkVersion(version, role.version());
			long assigned = this.rows.assigned(id, this.journal.now());
			if (assigned > 0) {
				throw new StratumException(ErrorCode.ROLE_IN_USE,
						"The role is assigned " + assigned + " times. Remove it there first.",
						Map.of("assigned", assigned));
			}
			this.rows.delete(id);
			this.entries.deleted(role);
		});
	}

	/**
	 * Gives a role to a key, in place of the one it had.
	 * @param key the key
	 * @param role a role of the tenant of the key or a global one
	 * @return the key as it is now
	 * @throws ScopeEscalationException if the role has a scope the caller lacks
	 * @throws ApiKeyInactiveException if the key is revoked or expired
	 * @throws StratumException if the key or the role is not found
	 */
	public ApiKey assign(UUID key, UUID role) {
		this.guard.require(Scope.ADMIN);
		return this.database.write(() -> {
			ApiKey before = lockKey(key);
			this.rights.requireMayAssign(role, before.tenantId());
			if (!before.isActive(this.journal.now())) {
				throw new ApiKeyInactiveException();
			}
			if (role.equals(before.roleId())) {
				return before;
			}
			ApiKey after = this.keys.assign(key, role, this.journal.now());
			this.keyEntries.roleAssigned(before, after);
			return after;
		});
	}

	/**
	 * Takes the role away from a key, which then may do what the key itself says.
	 * @param key the key
	 * @param role the role it must have, or {@code null} for whichever it has
	 * @return the key as it is now
	 * @throws ScopeEscalationException if the key itself has a scope the caller lacks
	 * @throws StratumException if the key is not found or has no such role
	 */
	public ApiKey remove(UUID key, @Nullable UUID role) {
		this.guard.require(Scope.ADMIN);
		return this.database.write(() -> {
			ApiKey before = lockKey(key);
			if (before.roleId() == null || (role != null && !role.equals(before.roleId()))) {
				throw notFound();
			}
			this.guard.requireMayGive(before.settings().scopes());
			ApiKey after = this.keys.assign(key, null, this.journal.now());
			this.keyEntries.roleRemoved(before, after);
			return after;
		});
	}

	static StratumException notFound() {
		return new StratumException(ErrorCode.NOT_FOUND, "The role is not found.");
	}

	private Role lock(UUID id) {
		Role role = this.rows.lock(id).filter(this::isVisible).orElseThrow(Roles::notFound);
		this.guard.admit(role.tenantId());
		return role;
	}

	private ApiKey lockKey(UUID id) {
		return this.rights.inReach(this.keys.lock(id)).seenAt(this.journal.now());
	}

	private boolean isVisible(Role role) {
		return role.tenantId() == null || this.guard.reaches(role.tenantId());
	}

	private static void check(RoleSettings settings) {
		new InputRules().name(settings.name(), 100)
			.description(settings.description())
			.scopes(settings.scopes())
			.check();
	}

	private static Role unlessNameIsTaken(Supplier<Role> write) {
		try {
			return write.get();
		}
		catch (DuplicateKeyException ex) {
			throw new StratumException(ErrorCode.ROLE_ALREADY_EXISTS, "A role of this name exists already.");
		}
	}

}
