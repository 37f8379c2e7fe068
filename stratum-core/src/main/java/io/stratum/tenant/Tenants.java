package io.stratum.tenant;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.TreeCache;
import org.springframework.dao.DuplicateKeyException;

/**
 * The tenants and their tree.
 */
public final class Tenants {

	private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]{0,62}");

	private final EngineDatabase database;

	private final Journal journal;

	private final TenantContext context;

	private final TenantRows rows;

	private final TreeCache<Tenant> cache;

	/**
	 * Creates the tenants.
	 * @param database the engine's tables
	 * @param feed what tells memory of changes
	 * @param journal what changes leave behind
	 * @param context who calls
	 */
	public Tenants(EngineDatabase database, ChangeFeed feed, Journal journal, TenantContext context) {
		this.database = database;
		this.journal = journal;
		this.context = context;
		this.rows = new TenantRows(database);
		this.cache = new TreeCache<>(database, feed, java.util.Set.of("tenant"), 100_000,
				(id) -> this.rows.find(id).map((tenant) -> new TreeCache.Loaded<>(tenant.path(), tenant)).orElse(null));
	}

	/**
	 * Creates a tenant below an active parent, or a root.
	 * @param description what it shall be
	 * @return the tenant
	 */
	public Tenant create(NewTenant description) {
		validate(description);
		return this.database.write(() -> {
			TenantId id = TenantId.random();
			TenantPath path = pathOfNew(id, description);
			Tenant tenant = insert(id, path, description);
			this.journal.audit(AuditRecord.of(id, "tenant.created", "tenant", id.toString(), null,
					java.util.Map.of("slug", tenant.slug())));
			this.journal.changed("tenant", id);
			return tenant;
		});
	}

	/**
	 * Finds a tenant in whatever state, without asking who calls.
	 * @param id its id
	 * @return the tenant, from memory if possible
	 */
	public Optional<Tenant> find(TenantId id) {
		return Optional.ofNullable(this.cache.get(id));
	}

	/**
	 * Finds a tenant in whatever state by its slug, without asking who calls.
	 * @param slug its slug
	 * @return the tenant
	 */
	public Optional<Tenant> findBySlug(String slug) {
		return this.rows.findBySlug(slug);
	}

	/**
	 * Returns a tenant that the caller reaches, in whatever state.
	 * @param id its id
	 * @return the tenant
	 * @throws TenantNotFoundException if an operator asks for a tenant that does not
	 * exist
	 * @throws AccessForbiddenException if anybody else asks for one out of reach, whether
	 * it exists or not
	 */
	public Tenant admit(TenantId id) {
		Caller caller = this.context.caller();
		Optional<Tenant> tenant = find(id);
		if (tenant.isEmpty() && caller.isOperator()) {
			throw new TenantNotFoundException(id);
		}
		return tenant.filter((found) -> caller.reaches(found.path())).orElseThrow(AccessForbiddenException::outOfReach);
	}

	private TenantPath pathOfNew(TenantId id, NewTenant description) {
		if (description.parentId() == null) {
			if (!this.context.caller().isOperator()) {
				throw AccessForbiddenException.outOfReach();
			}
			return new TenantPath(List.of(id));
		}
		Tenant parent = admit(description.parentId());
		return new TenantPath(
				java.util.stream.Stream.concat(parent.path().ids().stream(), java.util.stream.Stream.of(id)).toList());
	}

	private Tenant insert(TenantId id, TenantPath path, NewTenant description) {
		try {
			return this.rows.insert(id, path, description, IsolationStrategy.SHARED, this.journal.now());
		}
		catch (DuplicateKeyException ex) {
			throw new StratumException(ErrorCode.TENANT_ALREADY_EXISTS, "A tenant with this slug exists already.");
		}
	}

	private static void validate(NewTenant description) {
		if (!SLUG.matcher(description.slug()).matches()) {
			throw new InvalidInputException(List.of(new Issue("slug",
					"The slug is a lower-case letter followed by up to 62 lower-case letters, digits or underscores.",
					"pattern")));
		}
	}

}
