package io.stratum.tenant;

import io.stratum.StaleVersionException;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Takes tenants through their life so that all ancestors of an active one stay active.
 */
final class TenantLifecycle {

	private final EngineDatabase database;

	private final TenantRows rows;

	private final TenantPlaces places;

	private final TenantLocks locks;

	private final TenantReach reach;

	private final TenantJournal journal;

	TenantLifecycle(EngineDatabase database, TenantReach reach, TenantJournal journal) {
		this.database = database;
		this.rows = new TenantRows(database);
		this.places = new TenantPlaces(database);
		this.locks = new TenantLocks(database);
		this.reach = reach;
		this.journal = journal;
	}

	Tenant apply(TenantId id, LifecycleStep step, @Nullable Long version) {
		return this.database.write(() -> {
			Tenant before = this.reach.admit(id, lock(id, step));
			StaleVersionException.check(version, before.version());
			check(before, step);
			Tenant after = this.places.enter(before, step.target(), this.journal.now());
			if (after.status() == TenantStatus.ARCHIVED) {
				this.places.closeGap(before, after.updatedAt());
			}
			this.journal.stepped(before, after, step);
			return after;
		});
	}

	private @Nullable Tenant lock(TenantId id, LifecycleStep step) {
		return (step == LifecycleStep.RESUME) ? this.locks.forPlacing(id) : this.locks.forChange(id);
	}

	private void check(Tenant tenant, LifecycleStep step) {
		if (!step.allowedFrom().contains(tenant.status())) {
			throw new TenantInvalidStateException(tenant, step);
		}
		if (step == LifecycleStep.RESUME) {
			checkParent(tenant.parentId());
		}
		else {
			checkChildren(tenant.id());
		}
	}

	private void checkParent(@Nullable TenantId parent) {
		if (parent != null) {
			this.rows.find(parent).ifPresent(TenantReach::active);
		}
	}

	private void checkChildren(TenantId id) {
		long children = this.rows.countActiveChildren(id);
		if (children > 0) {
			throw new TenantHasChildrenException(id, children);
		}
	}

}
