package io.stratum.isolation.subtree;

import java.util.List;
import java.util.function.Supplier;

import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.isolation.Placements;
import io.stratum.isolation.SubtreeRead;
import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Runs work that sees the rows of the bound tenant and of all below it.
 *
 * <p>
 * <b>Guarantees.</b> The work runs in a transaction of its own that cannot write. It sees
 * rows of the subtree's tenants in the very tables it reads and no other: not those of
 * strangers, and not what a tenant that moved elsewhere left behind. An answer is never
 * silently a part: where rows are in several places, nothing is read. Archived tenants
 * are left out.
 */
public final class SubtreeReads {

	private final TenantsBelow below;

	private final VisibleTenants visible;

	private final Placements placements;

	private final TenantContext context;

	private final String readerRole;

	private final SubtreeTransaction transaction;

	/**
	 * Creates the reads of subtrees.
	 * @param engine where the tree is
	 * @param feed what tells of changes of the tree
	 * @param dataSource connections of tenants
	 * @param placements knows where the rows of each tenant are
	 * @param context knows the bound tenant
	 * @param readerRole the role without login that may only read
	 * @param limits how large a subtree may be
	 * @param transactions gives the manager of the application's transactions, when first
	 * needed
	 * @param preparations gives what prepares sessions, when first needed
	 */
	public SubtreeReads(EngineDatabase engine, ChangeFeed feed, TenantDataSource dataSource, Placements placements,
			TenantContext context, String readerRole, SubtreeLimits limits,
			Supplier<PlatformTransactionManager> transactions, Supplier<List<SubtreeReadPreparation>> preparations) {
		this.below = new TenantsBelow(engine, feed, limits.maxTenants());
		this.visible = new VisibleTenants(dataSource, limits.inlineLimit());
		this.placements = placements;
		this.context = context;
		this.readerRole = readerRole;
		this.transaction = new SubtreeTransaction(transactions, preparations);
	}

	/**
	 * Runs work that reads the subtree of the bound tenant; inside another such read it
	 * joins it.
	 * @param work what to read, by JPA or JDBC
	 * @param <T> what it answers
	 * @param <X> what it may throw
	 * @return its answer
	 * @throws io.stratum.tenant.TenantNotBoundException if no tenant is bound
	 * @throws SubtreeSpansPlacementsException if the rows are in more than one place
	 * @throws SubtreeTooLargeException if the subtree has too many tenants
	 * @throws io.stratum.isolation.TenantIsolationException if the work writes
	 * @throws X what the work throws
	 */
	public <T extends @Nullable Object, X extends Throwable> T read(SubtreeWork<T, X> work) throws X {
		Tenant root = this.context.required();
		if (SubtreeRead.current() != null) {
			return work.run();
		}
		List<Tenant> tenants = this.below.of(root.id(), false);
		List<Place> places = Place.of(tenants, this.placements);
		if (places.size() != 1) {
			throw new SubtreeSpansPlacementsException(places.size());
		}
		return this.transaction.run(readOf(root, places.get(0), tenants, false), work);
	}

	/**
	 * Describes what reads a whole subtree: one read for each place.
	 */
	List<PlaceRead> readsOf(Tenant root, boolean withArchived) {
		List<Tenant> tenants = this.below.of(root.id(), withArchived);
		return Place.of(tenants, this.placements)
			.stream()
			.map((place) -> new PlaceRead(place, readOf(root, place, tenants, withArchived)))
			.toList();
	}

	<T extends @Nullable Object, X extends Throwable> T run(PlaceRead read, SubtreeWork<T, X> work) throws X {
		return this.transaction.run(read.read(), work);
	}

	private SubtreeRead readOf(Tenant root, Place place, List<Tenant> tenants, boolean withArchived) {
		return SubtreeRead.of(root, place.placement(), this.visible.in(place, tenants, withArchived), this.readerRole);
	}

	/**
	 * A read and the place it is for.
	 */
	record PlaceRead(Place place, SubtreeRead read) {

	}

}
