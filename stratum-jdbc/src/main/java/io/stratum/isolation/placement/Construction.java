package io.stratum.isolation.placement;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.stratum.engine.Journal;
import io.stratum.isolation.Placement;
import io.stratum.isolation.jdbc.ServerFailure;
import io.stratum.isolation.template.SchemaCopy;
import io.stratum.tenant.IsolationStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes places step by step, each step recorded before it is taken, and takes them down.
 */
final class Construction {

	private static final Logger logger = LoggerFactory.getLogger(Construction.class);

	private final PlacementRecords records;

	private final TemplateRecords templates;

	private final Holds holds;

	private final PlacementNames names;

	private final Blueprint blueprint;

	private final List<ProvisioningStep> steps;

	private final ProvisioningOptions options;

	private final Supplier<Long> number;

	// Templates, of which a node sees few.
	private final Set<UUID> sealed = ConcurrentHashMap.newKeySet();

	Construction(PlacementRecords records, Holds holds, PlacementNames names, Blueprint blueprint,
			List<ProvisioningStep> steps, ProvisioningOptions options) {
		this.records = records;
		this.templates = new TemplateRecords(records);
		this.holds = holds;
		this.names = names;
		this.blueprint = blueprint;
		this.steps = List.copyOf(steps);
		this.options = options;
		this.number = records.numberOf(blueprint);
	}

	/**
	 * Makes a place that is held by the caller.
	 * @throws ProvisioningFailedException if it failed; nothing is left
	 */
	RecordedPlacement build(IsolationStrategy strategy, OwnerServer server, UUID holder) {
		String template = templateFor(strategy, server);
		RecordedPlacement placement = recorded(strategy, server, false);
		this.records.request(placement.id(), placement.place(), holder);
		return build(placement, server, holder, template);
	}

	private RecordedPlacement build(RecordedPlacement placement, OwnerServer server, UUID holder,
			@Nullable String template) {
		try {
			make(placement, server, holder, template);
			return placement;
		}
		catch (Exception ex) {
			Throwable told = ServerFailure.withoutValues(ex);
			logger.error("Placement '{}' on server '{}' could not be made and is taken down: {}", placement.id(),
					server.name(), told.getMessage(), told);
			remove(placement, server, holder);
			throw new ProvisioningFailedException(told);
		}
	}

	private void make(RecordedPlacement placement, OwnerServer server, UUID holder, @Nullable String template)
			throws Exception {
		require(this.records.step(placement.id(), holder, PlacementState.CREATING));
		new Ground(server, placement, this.options.timeout()).create(() -> this.records.isHeld(placement.id(), holder),
				template);
		require(this.records.step(placement.id(), holder, PlacementState.MIGRATING));
		DataSource owner = connections(server, placement);
		fill(placement.place(), owner, server, template);
		if (!placement.template()) {
			for (ProvisioningStep step : this.steps) {
				step.run(placement.place(), owner);
			}
		}
		require(this.records.ready(placement.id(), holder, number()));
	}

	private void fill(Placement place, DataSource owner, OwnerServer server, @Nullable String template)
			throws SQLException {
		if (template == null || (place.schema() != null && !isCopied(owner, template, place.schema()))) {
			this.blueprint.apply(place, owner, server.roles());
		}
	}

	private static boolean isCopied(DataSource owner, String template, String schema) throws SQLException {
		Optional<String> obstacle = new SchemaCopy(owner).copy(template, schema);
		obstacle.ifPresent((reason) -> logger.warn("Schema '{}' runs its migrations, because it cannot be cloned. {}",
				schema, reason));
		return obstacle.isEmpty();
	}

	private static void require(boolean held) {
		if (!held) {
			throw new IllegalStateException("The placement was taken over, because its maker was not heard of.");
		}
	}

	/**
	 * Takes a held place down; what cannot be taken down is recorded and tried again.
	 */
	void remove(RecordedPlacement placement, OwnerServer server, UUID holder) {
		try {
			new Ground(server, placement, this.options.timeout()).remove();
			this.records.delete(placement.id(), holder);
		}
		catch (Exception ex) {
			logger.warn("Placement '{}' on server '{}' is not taken down yet: {}", placement.id(), server.name(),
					ServerFailure.text(ex));
			this.records.failed(placement.id(), holder, ServerFailure.text(ex));
		}
	}

	long number() {
		return this.number.get();
	}

	private DataSource connections(OwnerServer server, RecordedPlacement placement) {
		return server.connect(placement.place().database(), new OwnerServer.Settings(
				this.blueprint.searchPath(placement.place()), Duration.ZERO, this.options.timeout()));
	}

	private @Nullable String templateFor(IsolationStrategy strategy, OwnerServer server) {
		if (!this.options.template()) {
			return null;
		}
		RecordedPlacement template = this.templates.find(strategy, server.name(), number()).orElse(null);
		if (template == null) {
			return makeTemplate(strategy, server);
		}
		return isSealed(template, server) ? template.name() : replaceTemplate(template, server);
	}

	/** Asks the server, once for each template. */
	private boolean isSealed(RecordedPlacement template, OwnerServer server) {
		try {
			return this.sealed.contains(template.id())
					|| (new Ground(server, template, this.options.timeout()).isSealed()
							&& this.sealed.add(template.id()));
		}
		catch (SQLException ex) {
			throw new ProvisioningFailedException(ServerFailure.withoutValues(ex));
		}
	}

	/**
	 * Makes a template anew that others could write to, unless somebody else is about to.
	 */
	private @Nullable String replaceTemplate(RecordedPlacement template, OwnerServer server) {
		logger.warn("Template '{}' on server '{}' is open to others and is made anew.", template.id(), server.name());
		boolean taken = this.holds.with((holder) -> {
			boolean mine = this.templates.take(template.id(), holder);
			if (mine) {
				remove(template, server, holder);
			}
			return mine;
		});
		return taken ? makeTemplate(template.place().strategy(), server) : null;
	}

	/**
	 * Makes the template, unless somebody else is about to; then migrations run instead.
	 */
	private @Nullable String makeTemplate(IsolationStrategy strategy, OwnerServer server) {
		RecordedPlacement template = recorded(strategy, server, true);
		return this.holds.with((holder) -> {
			if (!this.templates.request(template.id(), template.place(), number(), holder)) {
				return null;
			}
			build(template, server, holder, null);
			return seal(template, server, holder);
		});
	}

	private @Nullable String seal(RecordedPlacement template, OwnerServer server, UUID holder) {
		try {
			new Ground(server, template, this.options.timeout()).seal();
			this.templates.keep(template.id(), holder);
			this.sealed.add(template.id());
			return template.name();
		}
		catch (Exception ex) {
			remove(template, server, holder);
			throw new ProvisioningFailedException(ServerFailure.withoutValues(ex));
		}
	}

	private RecordedPlacement recorded(IsolationStrategy strategy, OwnerServer server, boolean template) {
		UUID id = Journal.newId();
		boolean schema = strategy == IsolationStrategy.SCHEMA;
		Placement place = new Placement(strategy, server.name(), schema ? null : this.names.database(id),
				schema ? this.names.schema(id) : null, 0);
		return new RecordedPlacement(id, place, PlacementState.REQUESTED, template, null, null, number());
	}

}
