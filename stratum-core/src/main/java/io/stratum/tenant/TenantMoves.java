package io.stratum.tenant;

import java.util.Map;
import java.util.Objects;

import io.stratum.InvalidInputException;
import io.stratum.StaleVersionException;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Moves tenants below other parents and among their siblings.
 */
final class TenantMoves {

	private final EngineDatabase database;

	private final TenantRows rows;

	private final TenantPlaces places;

	private final TenantLocks locks;

	private final TenantReach reach;

	private final TenantJournal journal;

	private final TenantRules rules;

	TenantMoves(EngineDatabase database, TenantReach reach, TenantJournal journal, TenantRules rules) {
		this.database = database;
		this.rows = new TenantRows(database);
		this.places = new TenantPlaces(database);
		this.locks = new TenantLocks(database);
		this.reach = reach;
		this.journal = journal;
		this.rules = rules;
	}

	Tenant move(TenantId id, @Nullable TenantId destination, @Nullable Long version) {
		return this.database.write(() -> {
			Map<TenantId, Tenant> locked = this.locks.forMove(id, destination);
			Tenant tenant = this.reach.admit(id, locked.get(id));
			Tenant parent = admitDestination(destination, locked);
			this.reach.belowHome(tenant);
			StaleVersionException.check(version, tenant.version());
			TenantReach.notArchived(tenant);
			if (Objects.equals(tenant.parentId(), destination)) {
				return tenant;
			}
			check(tenant, parent);
			return apply(tenant, parent);
		});
	}

	Tenant reorder(TenantId id, int position, @Nullable Long version) {
		if (position < 0) {
			throw InvalidInputException.of("position", "The position is 0 or more.", "range");
		}
		return this.database.write(() -> {
			Tenant before = this.reach.admit(id, this.locks.forPlacing(id));
			this.reach.belowHome(before);
			StaleVersionException.check(version, before.version());
			TenantReach.notArchived(before);
			if (this.places.reorder(before, position, this.journal.now()) == 0) {
				return before;
			}
			Tenant after = this.rows.find(id).orElseThrow(() -> new TenantNotFoundException(id));
			this.journal.reordered(before, after);
			return after;
		});
	}

	private @Nullable Tenant admitDestination(@Nullable TenantId destination, Map<TenantId, Tenant> locked) {
		if (destination == null) {
			this.reach.operatorsOnly();
			return null;
		}
		return this.reach.admit(destination, locked.get(destination));
	}

	private void check(Tenant tenant, @Nullable Tenant parent) {
		if (parent == null) {
			return;
		}
		if (parent.path().isWithin(tenant.path())) {
			throw new TenantCycleException(tenant.id(), parent.id());
		}
		TenantReach.active(parent);
		int level = parent.path().depth() + 1 + this.places.lowestLevel(tenant) - tenant.path().depth();
		this.rules.checkLevel(level);
	}

	private Tenant apply(Tenant before, @Nullable Tenant parent) {
		Tenant after = this.places.move(before, parent, this.journal.now());
		this.places.closeGap(before, after.updatedAt());
		this.journal.moved(before, after);
		return after;
	}

}
