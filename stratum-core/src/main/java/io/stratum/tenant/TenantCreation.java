package io.stratum.tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.engine.EngineDatabase;
import io.stratum.region.RegionAdmission;
import org.jspecify.annotations.Nullable;

/**
 * Creates tenants, one or a batch, with the places for their rows.
 */
final class TenantCreation {

	static final int MAX_BATCH = 100;

	private final EngineDatabase database;

	private final TenantRows rows;

	private final TenantLocks locks;

	private final TenantMemory memory;

	private final TenantReach reach;

	private final TenantJournal journal;

	private final PlacementAllocator placements;

	private final RegionAdmission regions;

	private final TenantRules rules;

	TenantCreation(EngineDatabase database, TenantMemory memory, TenantReach reach, TenantJournal journal,
			PlacementAllocator placements, RegionAdmission regions, TenantRules rules) {
		this.database = database;
		this.rows = new TenantRows(database);
		this.locks = new TenantLocks(database);
		this.memory = memory;
		this.reach = reach;
		this.journal = journal;
		this.placements = placements;
		this.regions = regions;
		this.rules = rules;
	}

	Tenant create(NewTenant wanted) {
		TenantInput.check(wanted);
		NewTenant description = this.rules.complete(wanted);
		try (PlacementsInHand places = new PlacementsInHand(this.placements, this.database)) {
			prepare(description, places);
			return this.database.write(() -> {
				Map<TenantId, Tenant> parents = this.locks.forCreation(
						Optional.ofNullable(description.parentId()).map(List::of).orElse(List.of()),
						description.isRoot());
				Tenant tenant = insert(description, parent(description, parents, Map.of()), places.get(0));
				this.journal.created(tenant);
				return tenant;
			});
		}
	}

	List<Tenant> createAll(List<NewTenant> wanted) {
		if (wanted.isEmpty() || wanted.size() > MAX_BATCH) {
			throw InvalidInputException.of("tenants", "A batch has 1 to " + MAX_BATCH + " rows.", "size");
		}
		checkRows(wanted);
		List<NewTenant> rows = wanted.stream().map(this.rules::complete).toList();
		try (PlacementsInHand places = new PlacementsInHand(this.placements, this.database)) {
			for (int index = 0; index < rows.size(); index++) {
				NewTenant row = rows.get(index);
				inRow(index, row, () -> prepare(row, places));
			}
			return this.database.write(() -> insertAll(rows, places));
		}
	}

	private List<Tenant> insertAll(List<NewTenant> rows, PlacementsInHand places) {
		Map<TenantId, Tenant> parents = this.locks.forCreation(
				rows.stream().map(NewTenant::parentId).filter(Objects::nonNull).distinct().toList(),
				rows.stream().anyMatch(NewTenant::isRoot));
		List<Tenant> created = new ArrayList<>();
		Map<String, Tenant> bySlug = new HashMap<>();
		for (int index = 0; index < rows.size(); index++) {
			NewTenant row = rows.get(index);
			PreparedPlacement place = places.get(index);
			Tenant tenant = inRow(index, row, () -> insert(row, parent(row, parents, bySlug), place));
			bySlug.put(row.slug(), tenant);
			created.add(tenant);
		}
		this.journal.batchCreated(created);
		return List.copyOf(created);
	}

	private Tenant insert(NewTenant description, @Nullable Tenant parent, PreparedPlacement place) {
		TenantId id = TenantId.random();
		this.rules.checkLevel((parent != null) ? parent.path().ids().size() + 1 : 1);
		TenantPath path = (parent != null) ? parent.path().child(id) : new TenantPath(List.of(id));
		if (description.regionId() != null) {
			this.regions.admit(description.regionId());
		}
		Tenant tenant = this.rows.insert(path, description,
				(description.regionId() == null && parent != null) ? parent.regionId() : description.regionId(),
				this.journal.now());
		place.claim(id);
		return tenant;
	}

	private @Nullable Tenant parent(NewTenant description, Map<TenantId, Tenant> locked, Map<String, Tenant> created) {
		if (description.parentRef() != null) {
			return created.get(description.parentRef());
		}
		if (description.parentId() != null) {
			return TenantReach.active(this.reach.admit(description.parentId(), locked.get(description.parentId())));
		}
		this.reach.operatorsOnly();
		return null;
	}

	/**
	 * Makes the place of a tenant; where that is costly, what is bound to fail is found
	 * out before.
	 */
	private Boolean prepare(NewTenant description, PlacementsInHand places) {
		if (description.strategyOrDefault() != IsolationStrategy.SHARED) {
			TenantId parent = description.parentId();
			if (parent != null) {
				Tenant above = TenantReach.active(this.reach.admit(parent, this.memory.find(parent).orElse(null)));
				this.rules.checkLevel(above.path().ids().size() + 1);
			}
			else if (description.isRoot()) {
				this.reach.operatorsOnly();
			}
			if (this.memory.findBySlug(description.slug()).isPresent()) {
				throw new TenantAlreadyExistsException();
			}
		}
		places.prepare(description);
		return Boolean.TRUE;
	}

	private static void checkRows(List<NewTenant> rows) {
		Map<String, NewTenant> earlier = new HashMap<>();
		for (int index = 0; index < rows.size(); index++) {
			NewTenant row = rows.get(index);
			inRow(index, row, () -> {
				TenantInput.checkRow(row, earlier);
				return Boolean.TRUE;
			});
			earlier.put(row.slug(), row);
		}
	}

	private static <T> T inRow(int index, NewTenant row, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (StratumException ex) {
			throw new TenantBatchException(index, row.slug(), ex);
		}
	}

}
