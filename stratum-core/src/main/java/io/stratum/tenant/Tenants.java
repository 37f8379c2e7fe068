package io.stratum.tenant;

import java.util.List;
import java.util.Optional;

import io.stratum.InvalidInputException;
import io.stratum.StaleVersionException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.TreeCache;
import io.stratum.region.RegionAdmission;
import org.jspecify.annotations.Nullable;

/**
 * The tenants, the forest they form, and their life.
 *
 * <p>
 * Every method but {@link #find} and {@link #findBySlug} answers for the caller: an
 * operator reaches all tenants and is told which are unknown; anybody else reaches the
 * subtree of its own tenant, and all else is {@link AccessForbiddenException}, whether it
 * exists or not.
 *
 * <p>
 * <b>Guarantees.</b> At every commit, however many changes run at once: no cycle, each
 * path is that of the parent and the tenant itself, at most 20 levels (or what
 * {@link TenantRules} say), and every ancestor of an active tenant is active. Single
 * tenants and ancestors are answered from memory.
 */
public final class Tenants {

	private final TenantMemory memory;

	private final TenantReads reads;

	private final TenantCreation creation;

	private final TenantEdits edits;

	private final TenantMoves moves;

	private final TenantLifecycle lifecycle;

	/**
	 * Creates tenants of shared tables, without regions.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls
	 */
	public Tenants(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context) {
		this(database, feed, journal, context, PlacementAllocator.SHARED_ONLY, RegionAdmission.NONE);
	}

	/**
	 * Creates the tenants, with the rules that hold unless somebody says otherwise.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls
	 * @param placements makes the places of new tenants
	 * @param regions decides which regions take new tenants
	 */
	public Tenants(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			PlacementAllocator placements, RegionAdmission regions) {
		this(database, feed, journal, context, placements, regions, TenantRules.defaults());
	}

	/**
	 * Creates the tenants.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls
	 * @param placements makes the places of new tenants
	 * @param regions decides which regions take new tenants
	 * @param rules what holds for new tenants and their trees
	 */
	public Tenants(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context,
			PlacementAllocator placements, RegionAdmission regions, TenantRules rules) {
		TenantReach reach = new TenantReach(context);
		TenantJournal notes = new TenantJournal(journal);
		this.memory = new TenantMemory(database, feed, new TenantRows(database));
		this.reads = new TenantReads(database, this.memory, reach);
		this.creation = new TenantCreation(database, this.memory, reach, notes, placements, regions, rules);
		this.edits = new TenantEdits(database, reach, notes);
		this.moves = new TenantMoves(database, reach, notes, rules);
		this.lifecycle = new TenantLifecycle(database, reach, notes);
	}

	/**
	 * Creates a tenant below an active parent or, for operators, a root.
	 * @param description what it shall be
	 * @return the tenant, active, behind its siblings
	 * @throws InvalidInputException if the description breaks a rule
	 * @throws TenantAlreadyExistsException if the slug is taken
	 * @throws TenantDepthExceededException if the parent is on the lowest level
	 */
	public Tenant create(NewTenant description) {
		return this.creation.create(description);
	}

	/**
	 * Creates all tenants of a batch in order, or none.
	 * @param rows 1 to 100 descriptions; each may name an earlier one as its parent
	 * @return the tenants in the same order
	 * @throws TenantBatchException if a row fails, with its index, slug and failure
	 */
	public List<Tenant> createAll(List<NewTenant> rows) {
		return this.creation.createAll(rows);
	}

	/**
	 * Finds a tenant in whatever state, without asking who calls.
	 * @param id its id
	 * @return the tenant, from memory if possible
	 */
	public Optional<Tenant> find(TenantId id) {
		return this.memory.find(id);
	}

	/**
	 * Finds a tenant in whatever state by its slug, without asking who calls.
	 * @param slug any text
	 * @return the tenant, from memory if possible
	 */
	public Optional<Tenant> findBySlug(String slug) {
		return this.memory.findBySlug(slug);
	}

	/**
	 * Returns a tenant that the caller reaches, in whatever state.
	 * @param id its id
	 * @return the tenant
	 * @throws TenantNotFoundException if an operator asks for an unknown one
	 * @throws AccessForbiddenException if anybody else asks for one out of reach
	 */
	public Tenant admit(TenantId id) {
		return this.reads.admit(id);
	}

	/**
	 * Returns an active tenant.
	 * @param id its id
	 * @return the tenant
	 * @throws TenantArchivedException if it is archived
	 * @throws TenantSuspendedException if it is suspended
	 */
	public Tenant get(TenantId id) {
		return get(id, Inclusion.ACTIVE);
	}

	/**
	 * Returns a tenant.
	 * @param id its id
	 * @param inclusion whether it may be inactive
	 * @return the tenant
	 */
	public Tenant get(TenantId id, Inclusion inclusion) {
		return this.reads.get(id, inclusion);
	}

	/**
	 * Returns the tenant of a slug.
	 * @param slug any text
	 * @param inclusion whether it may be inactive
	 * @return the tenant
	 * @throws TenantNotFoundException if nobody within reach has it
	 */
	public Tenant getBySlug(String slug, Inclusion inclusion) {
		return this.reads.getBySlug(slug, inclusion);
	}

	/**
	 * Returns the ancestors, also those above the caller.
	 * @param id the tenant, in whatever state
	 * @return root first, direct parent last, itself left out
	 */
	public List<Tenant> ancestors(TenantId id) {
		return this.reads.ancestors(id);
	}

	/**
	 * Returns the root of the tree, also if it is above the caller.
	 * @param id the tenant, in whatever state
	 * @return the root; for a root itself
	 */
	public Tenant root(TenantId id) {
		return this.reads.root(id);
	}

	/**
	 * Lists the children in their order.
	 * @param id the parent
	 * @param inclusion whether it and they may be inactive
	 * @param paging which part of the list
	 * @return a page
	 */
	public TenantPage children(TenantId id, Inclusion inclusion, Paging paging) {
		return this.reads.children(id, inclusion, paging);
	}

	/**
	 * Lists the subtree without its top, by depth, then by id.
	 * @param id the top
	 * @param inclusion whether it and they may be inactive
	 * @param paging which part of the list
	 * @return a page
	 */
	public TenantPage descendants(TenantId id, Inclusion inclusion, Paging paging) {
		return this.reads.descendants(id, inclusion, paging);
	}

	/**
	 * Lists the tenants within reach of the caller, oldest first.
	 * @param filter which of them
	 * @param paging which part of the list
	 * @return a page
	 */
	public TenantPage list(TenantFilter filter, Paging paging) {
		return this.reads.list(filter, paging);
	}

	/**
	 * Changes name, slug, config or metadata; an empty update writes nothing.
	 * @param id the tenant, not archived
	 * @param update what to change
	 * @return the tenant afterwards
	 * @throws StaleVersionException if the update states another version
	 */
	public Tenant update(TenantId id, TenantUpdate update) {
		return this.edits.update(id, update);
	}

	/**
	 * Moves a tenant and its subtree; under its present parent nothing changes.
	 * @param id the tenant, not archived and not the caller's own
	 * @param newParent an active tenant, or {@code null} to make it a root (operators)
	 * @param version the version the caller saw, or {@code null} for any
	 * @return the tenant afterwards, behind its new siblings
	 * @throws TenantCycleException if the new parent is the tenant or below it
	 * @throws TenantDepthExceededException if the tree would have too many levels
	 */
	public Tenant move(TenantId id, @Nullable TenantId newParent, @Nullable Long version) {
		return this.moves.move(id, newParent, version);
	}

	/**
	 * Puts a tenant at a place among its siblings.
	 * @param id the tenant, not archived and not the caller's own
	 * @param position its place from 0; beyond the end is last
	 * @param version the version the caller saw, or {@code null} for any
	 * @return the tenant afterwards
	 */
	public Tenant reorder(TenantId id, int position, @Nullable Long version) {
		return this.moves.reorder(id, position, version);
	}

	/**
	 * Takes a step in the life of a tenant.
	 * @param id the tenant
	 * @param step suspend, resume, archive or delete
	 * @param version the version the caller saw, or {@code null} for any
	 * @return the tenant afterwards
	 * @throws TenantInvalidStateException if its status does not allow the step
	 * @throws TenantHasChildrenException if it would leave active children behind
	 */
	public Tenant step(TenantId id, LifecycleStep step, @Nullable Long version) {
		return this.lifecycle.apply(id, step, version);
	}

	/**
	 * Switches an active tenant off for a while.
	 * @param id the tenant
	 * @return the tenant afterwards
	 * @see #step
	 */
	public Tenant suspend(TenantId id) {
		return step(id, LifecycleStep.SUSPEND, null);
	}

	/**
	 * Takes a suspended or archived tenant into use again.
	 * @param id the tenant
	 * @return the tenant afterwards
	 * @see #step
	 */
	public Tenant resume(TenantId id) {
		return step(id, LifecycleStep.RESUME, null);
	}

	/**
	 * Puts a tenant away.
	 * @param id the tenant
	 * @return the tenant afterwards
	 * @see #step
	 */
	public Tenant archive(TenantId id) {
		return step(id, LifecycleStep.ARCHIVE, null);
	}

	/**
	 * Puts a tenant away and calls it deleted in the audit log.
	 * @param id the tenant
	 * @return the tenant afterwards
	 * @see #step
	 */
	public Tenant delete(TenantId id) {
		return step(id, LifecycleStep.DELETE, null);
	}

	/**
	 * Returns the memory behind, for metrics.
	 * @return the tenants this node remembers
	 */
	public TreeCache<Tenant> memory() {
		return this.memory.figures();
	}

}
