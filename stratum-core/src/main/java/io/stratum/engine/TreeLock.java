package io.stratum.engine;

import io.stratum.access.AccessForbiddenException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotFoundException;
import io.stratum.tenant.Tenants;

/**
 * Lets one change at a time decide on what flows down a tree.
 */
public final class TreeLock {

	private final EngineDatabase database;

	private final Tenants tenants;

	/**
	 * Creates the lock of every tree.
	 * @param database the engine's tables
	 * @param tenants the trees
	 */
	public TreeLock(EngineDatabase database, Tenants tenants) {
		this.database = database;
		this.tenants = tenants;
	}

	/**
	 * Returns a tenant that the caller reaches, with its tree locked until the
	 * transaction ends.
	 * @param id its id
	 * @return the tenant as it is under the lock; a move that was faster is followed
	 * @throws TenantNotFoundException if an operator asks for a tenant that does not
	 * exist
	 * @throws AccessForbiddenException if anybody else asks for one out of reach
	 */
	public Tenant admit(TenantId id) {
		Tenant tenant = this.tenants.admit(id);
		while (true) {
			TenantId root = tenant.path().root();
			hold(root);
			tenant = this.tenants.admit(id);
			if (tenant.path().root().equals(root)) {
				return tenant;
			}
		}
	}

	private void hold(TenantId root) {
		this.database.jdbc()
			// The key of stratum.lock_tenants, so that moves and changes of status wait
			// too.
			.sql("select pg_advisory_xact_lock(hashtextextended('stratum.tree ' || ?, 0))")
			.param(root.toString())
			.query()
			.singleRow();
	}

}
