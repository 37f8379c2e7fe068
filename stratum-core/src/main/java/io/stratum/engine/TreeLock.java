package io.stratum.engine;

import io.stratum.tenant.TenantId;

/**
 * Lets one change at a time decide on what flows down a tree.
 */
public final class TreeLock {

	private static final int KEY_CLASS = 7541;

	private TreeLock() {
	}

	/**
	 * Waits for the lock of a tree and keeps it until the transaction ends.
	 * @param database the engine's tables, inside {@link EngineDatabase#write}
	 * @param root the root of the tree; whoever decided on it before reads it again
	 */
	public static void hold(EngineDatabase database, TenantId root) {
		database.jdbc()
			.sql("select pg_advisory_xact_lock(?, hashtext(?))")
			.params(KEY_CLASS, root.toString())
			.query()
			.singleRow();
	}

}
