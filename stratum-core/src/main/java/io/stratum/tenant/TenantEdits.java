package io.stratum.tenant;

import io.stratum.StaleVersionException;
import io.stratum.engine.EngineDatabase;

/**
 * Changes what a tenant says of itself.
 */
final class TenantEdits {

	private final EngineDatabase database;

	private final TenantRows rows;

	private final TenantLocks locks;

	private final TenantReach reach;

	private final TenantJournal journal;

	TenantEdits(EngineDatabase database, TenantReach reach, TenantJournal journal) {
		this.database = database;
		this.rows = new TenantRows(database);
		this.locks = new TenantLocks(database);
		this.reach = reach;
		this.journal = journal;
	}

	Tenant update(TenantId id, TenantUpdate update) {
		TenantInput.check(update);
		return this.database.write(() -> {
			Tenant before = TenantReach.notArchived(this.reach.admit(id, this.locks.forEdit(id)));
			StaleVersionException.check(update.version(), before.version());
			return update.isEmpty() ? before : apply(before, update);
		});
	}

	private Tenant apply(Tenant before, TenantUpdate update) {
		Tenant after = this.rows.update(before.id(), update, this.journal.now());
		this.journal.updated(before, after);
		return after;
	}

}
