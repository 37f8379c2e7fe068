package io.stratum.access;

import java.util.Set;
import java.util.UUID;

import io.stratum.StratumException;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.Tenants;

/**
 * Roles of principals that are no keys: users, and subjects of tokens.
 *
 * <p>
 * Such a principal may do in a tenant what its roles there add up to, and nothing if it
 * has none.
 */
public final class PrincipalRoles {

	private final EngineDatabase database;

	private final Journal journal;

	private final AccessGuard guard;

	private final RoleRows rows;

	private final KeyRights rights;

	private final RoleJournal entries;

	private final PrincipalMemory memory;

	/**
	 * Creates the access to roles of principals.
	 * @param database where roles are kept
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param tenants in whom principals have roles
	 * @param context who calls
	 */
	public PrincipalRoles(EngineDatabase database, ChangeFeed feed, Journal journal, Tenants tenants,
			TenantContext context) {
		this.database = database;
		this.journal = journal;
		this.guard = new AccessGuard(tenants, context);
		this.rows = new RoleRows(database);
		this.rights = new KeyRights(this.guard, this.rows);
		this.entries = new RoleJournal(journal, this.guard);
		this.memory = new PrincipalMemory(database, feed, this.rows);
	}

	/**
	 * Gives a role in a tenant to a principal that is no key: a user or the subject of a
	 * token.
	 * @param tenant the tenant
	 * @param principal the stable id of the principal, 1 to 255 characters
	 * @param role a role of that tenant or a global one
	 * @throws ScopeEscalationException if the role has a scope the caller lacks
	 */
	public void assign(TenantId tenant, String principal, UUID role) {
		this.guard.require(Scope.ADMIN);
		new InputRules().text("principal", principal, 255).check();
		this.database.run(() -> {
			this.guard.admitToCreate(tenant);
			this.rights.requireMayAssign(role, tenant);
			if (this.rows.give(tenant, principal, role, this.journal.now())) {
				this.entries.given(tenant, principal, role);
			}
		});
	}

	/**
	 * Takes a role in a tenant away from a principal that is no key.
	 * @param tenant the tenant
	 * @param principal the stable id of the principal
	 * @param role the role
	 * @throws StratumException if the principal has no such role there
	 */
	public void remove(TenantId tenant, String principal, UUID role) {
		this.guard.require(Scope.ADMIN);
		new InputRules().text("principal", principal, 255).check();
		this.database.run(() -> {
			this.guard.admit(tenant);
			if (!this.rows.take(tenant, principal, role)) {
				throw Roles.notFound();
			}
			this.entries.taken(tenant, principal, role);
		});
	}

	/**
	 * Returns what the roles of a principal that is no key add up to in a tenant.
	 * @param tenant the tenant
	 * @param principal the stable id of the principal
	 * @return the scopes, empty if it has no role there
	 */
	public Set<Scope> scopesOf(TenantId tenant, String principal) {
		// The database refuses NUL, so nobody of that name can have a role.
		return (principal.indexOf('\0') < 0) ? this.memory.scopes(tenant, principal) : Set.of();
	}

}
