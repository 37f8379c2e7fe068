package io.stratum.isolation.placement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.isolation.jdbc.ServerFailure;
import io.stratum.isolation.pool.TenantPools;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.IsolationStrategyUnsupportedException;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.PlacementAllocator;
import io.stratum.tenant.PreparedPlacement;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes places for tenants while the application runs, and takes them down again.
 *
 * <p>
 * <b>Guarantees.</b> A place is recorded before it is made, and ready before a tenant
 * gets it; a tenant has a usable place or does not exist. Whatever fails, and wherever a
 * node dies, what was made is claimed, kept as a spare or taken down. Nothing is ever
 * dropped that is not recorded here under its own name.
 */
public final class Provisioner implements PlacementAllocator {

	private static final Logger logger = LoggerFactory.getLogger(Provisioner.class);

	private final PlacementRecords records;

	private final Holds holds;

	private final Construction construction;

	private final OwnerServers servers;

	private final PlacementPolicy policy;

	private final ProvisioningOptions options;

	private final EngineDatabase database;

	private final Journal journal;

	private final TenantPools pools;

	/**
	 * Creates a provisioner; nothing is asked of any server before it is first needed.
	 * @param database where placements are recorded
	 * @param journal tells memory of new placements
	 * @param servers servers on which places are made
	 * @param names names of schemas and databases
	 * @param blueprint what every place contains
	 * @param policy chooses the server of a new tenant
	 * @param steps further work on each new place, in order
	 * @param pools connections to places, closed when one is taken down
	 * @param options what may be made, and how much is kept ready
	 */
	public Provisioner(EngineDatabase database, Journal journal, OwnerServers servers, PlacementNames names,
			Blueprint blueprint, PlacementPolicy policy, List<ProvisioningStep> steps, TenantPools pools,
			ProvisioningOptions options) {
		this.database = database;
		this.journal = journal;
		this.servers = servers;
		this.policy = policy;
		this.options = options;
		this.pools = pools;
		this.records = new PlacementRecords(database, options.timeout());
		this.holds = new Holds(this.records);
		this.construction = new Construction(this.records, this.holds, names, blueprint, steps, options);
	}

	/**
	 * Takes a spare place or makes one.
	 * @throws IsolationStrategyUnsupportedException if the strategy is switched off, or
	 * no server takes it
	 * @throws ProvisioningFailedException if the place could not be made; nothing is left
	 */
	@Override
	public PreparedPlacement prepare(NewTenant description, IsolationStrategy strategy) {
		if (!offers(strategy)) {
			throw new IsolationStrategyUnsupportedException(strategy);
		}
		if (strategy == IsolationStrategy.SHARED) {
			return PreparedPlacement.NOTHING;
		}
		OwnerServer server = server(strategy, description);
		UUID holder = this.holds.take();
		try {
			RecordedPlacement placement = guarded(
					() -> this.records.takeSpare(strategy, server.name(), this.construction.number(), holder)
						.orElseGet(() -> this.construction.build(strategy, server, holder)));
			return new HeldPlacement(placement, holder);
		}
		catch (Throwable ex) {
			this.holds.release(holder);
			throw ex;
		}
	}

	@Override
	public boolean offers(IsolationStrategy strategy) {
		return this.options.strategies().contains(strategy);
	}

	private OwnerServer server(IsolationStrategy strategy, @Nullable NewTenant description) {
		OwnerServer server = this.servers.named(this.policy.server(strategy, description));
		if (server == null) {
			throw new IsolationStrategyUnsupportedException(strategy);
		}
		return server;
	}

	/**
	 * Takes down the place of a tenant that is archived, as a purge needs it.
	 * @param tenant the tenant; one in shared tables has nothing to take down
	 * @return whether there was a place of its own
	 * @throws io.stratum.StratumException with {@code TENANT_INVALID_STATE} if the tenant
	 * is in use
	 */
	public boolean drop(TenantId tenant) {
		UUID holder = this.holds.take();
		try {
			Optional<RecordedPlacement> taken = this.database.write(() -> takeFrom(tenant, holder));
			taken.ifPresent((placement) -> {
				this.pools.retire(placement.place());
				giveUp(placement, holder);
			});
			return taken.isPresent();
		}
		finally {
			this.holds.release(holder);
		}
	}

	private Optional<RecordedPlacement> takeFrom(TenantId tenant, UUID holder) {
		this.records.requireArchived(tenant);
		Optional<RecordedPlacement> taken = this.records.takeFrom(tenant, holder);
		taken.ifPresent((placement) -> {
			this.journal.audit(dropped(tenant, placement));
			this.journal.changed(RecordedPlacements.KIND, tenant);
		});
		return taken;
	}

	private static AuditRecord dropped(TenantId tenant, RecordedPlacement placement) {
		return AuditRecord.of(tenant, "placement.dropped", "placement", placement.id().toString(),
				Map.of("isolation_strategy", placement.place().strategy().wireName()), null);
	}

	/**
	 * Returns all places on record, those of nobody too.
	 * @return the places in the order of their making
	 */
	public List<RecordedPlacement> placements() {
		return this.records.all();
	}

	/**
	 * Tells other nodes that this one still works on what it holds.
	 */
	void renew() {
		this.holds.renew();
	}

	/**
	 * Finishes what dead nodes left: their places become spares or are taken down.
	 * @return how many places were taken over
	 */
	public int recover() {
		int recovered = 0;
		UUID holder = this.holds.take();
		try {
			Optional<RecordedPlacement> next = this.records.takeAbandoned(holder);
			while (next.isPresent()) {
				settle(next.get(), holder);
				recovered++;
				next = this.records.takeAbandoned(holder);
			}
		}
		finally {
			this.holds.release(holder);
		}
		return recovered;
	}

	/**
	 * Makes as many spare places as are wanted.
	 */
	public void refill() {
		refill(IsolationStrategy.SCHEMA);
		refill(IsolationStrategy.DATABASE);
	}

	private void refill(IsolationStrategy strategy) {
		int wanted = this.options.spares(strategy);
		if (wanted == 0) {
			return;
		}
		OwnerServer server = server(strategy, null);
		boolean kept = true;
		while (kept && this.records.spares(strategy, server.name(), this.construction.number()) < wanted) {
			kept = this.holds
				.with((holder) -> settle(this.construction.build(strategy, server, holder).ready(), holder));
		}
	}

	/**
	 * Drops templates of blueprints that nobody uses any more.
	 */
	void dropOutdatedTemplates() {
		UUID holder = this.holds.take();
		try {
			new TemplateRecords(this.records).takeOutdated(this.construction.number(), holder)
				.ifPresent((template) -> giveUp(template, holder));
		}
		finally {
			this.holds.release(holder);
		}
	}

	/** Keeps a held place as a spare if one is wanted, and takes it down otherwise. */
	private boolean settle(RecordedPlacement placement, UUID holder) {
		boolean spare = placement.state() == PlacementState.READY && !placement.template()
				&& this.records.spare(placement, holder, this.options.spares(placement.place().strategy()));
		if (!spare) {
			giveUp(placement, holder);
		}
		return spare;
	}

	private void giveUp(RecordedPlacement placement, UUID holder) {
		OwnerServer server = this.servers.named(placement.place().server());
		if (server != null) {
			this.construction.remove(placement, server, holder);
		}
		else {
			this.records.failed(placement.id(), holder, "No server of that name is configured.");
		}
	}

	private static RecordedPlacement guarded(Supplier<RecordedPlacement> work) {
		try {
			return work.get();
		}
		catch (ProvisioningFailedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Throwable told = ServerFailure.withoutValues(ex);
			logger.error("No place could be made for a tenant: {}", told.getMessage(), told);
			throw new ProvisioningFailedException(told);
		}
	}

	/**
	 * A place that this node holds for a tenant about to be created.
	 */
	private final class HeldPlacement implements PreparedPlacement {

		private final RecordedPlacement placement;

		private final UUID holder;

		private HeldPlacement(RecordedPlacement placement, UUID holder) {
			this.placement = placement;
			this.holder = holder;
		}

		@Override
		public void claim(TenantId tenant) {
			if (!Provisioner.this.records.claim(this.placement.id(), this.holder, tenant)) {
				throw new ProvisioningFailedException(null);
			}
			Provisioner.this.journal.changed(RecordedPlacements.KIND, tenant);
		}

		@Override
		public void close() {
			try {
				if (Provisioner.this.records.isHeld(this.placement.id(), this.holder)) {
					settle(this.placement.ready(), this.holder);
				}
			}
			catch (RuntimeException ex) {
				// Whether the tenant exists is decided; the rest can wait.
				logger.warn("Placement '{}' is not given back yet: {}", this.placement.id(), ServerFailure.text(ex));
			}
			finally {
				Provisioner.this.holds.release(this.holder);
			}
		}

	}

}
