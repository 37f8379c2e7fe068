package io.stratum.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.audit.AuditRows.Head;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when and to what.
 *
 * <p>
 * <b>Guarantees.</b> Each change and its entry commit together. The entries of a tenant
 * are chained by hashes, so an entry that is edited, removed, put in or moved is found by
 * {@link #verify}, as long as not the whole chain was computed anew; that, and a cut
 * tail, is found by comparison with a signed checkpoint. Somebody who owns the database
 * and removes checkpoints too is found out only by a witness who kept one.
 */
public final class AuditLog {

	private static final int HEADS_AT_ONCE = 500;

	private final EngineDatabase database;

	private final Journal journal;

	private final Tenants tenants;

	private final TenantContext context;

	private final AuditSigner signer;

	private final AuditRows rows;

	private final CheckpointRows checkpoints;

	/**
	 * Creates the access to the audit log.
	 * @param database where it is kept
	 * @param journal what writes it
	 * @param tenants whose chains there are
	 * @param context who calls
	 * @param signer what signs checkpoints
	 */
	public AuditLog(EngineDatabase database, Journal journal, Tenants tenants, TenantContext context,
			AuditSigner signer) {
		this.database = database;
		this.journal = journal;
		this.tenants = tenants;
		this.context = context;
		this.signer = signer;
		this.rows = new AuditRows(database);
		this.checkpoints = new CheckpointRows(database);
	}

	/**
	 * Returns a page of entries, newest first by time and id.
	 * <p>
	 * Following pages by the id of their last entry shows each entry exactly once, also
	 * when many have the same time and while others are being added.
	 * @param query which entries
	 * @return the entries
	 * @throws AccessForbiddenException if the caller lacks admin, or the tenant is out of
	 * reach
	 * @throws InvalidInputException if the limit, a value or the cursor is wrong
	 */
	public List<AuditEntry> query(AuditQuery query) {
		Caller caller = requireAdmin();
		QueryRules.check(query);
		TenantId id = (query.tenant() != null) ? query.tenant() : caller.home();
		Tenant tenant = (id != null) ? this.tenants.admit(id) : null;
		return this.database.read(() -> this.rows.page(query, tenant, cursor(query.after())));
	}

	/**
	 * Returns an entry.
	 * @param id its id
	 * @return the entry
	 * @throws StratumException if it is unknown or of a tenant out of reach
	 */
	public AuditEntry get(UUID id) {
		requireAdmin();
		return this.rows.find(id)
			.filter(this::isVisible)
			.orElseThrow(() -> new StratumException(ErrorCode.NOT_FOUND, "The audit entry is not found."));
	}

	/**
	 * Adds an entry of the application to the chain of the bound tenant.
	 * <p>
	 * It commits with the running transaction of the engine, or at once if there is none.
	 * Secrets are redacted.
	 * @param note what was done
	 * @throws TenantNotBoundException if no tenant is bound
	 * @throws InvalidInputException if a part is malformed or too large
	 */
	public void record(AuditNote note) {
		TenantId tenant = this.context.required().id();
		NoteRules.check(note);
		this.database.run(() -> this.journal.audit(new AuditRecord(tenant, note.action(), note.resourceType(),
				note.resourceId(), note.before(), note.after(), note.reason(), note.metadata(), "app")));
	}

	/**
	 * Finds out whether a chain is what was once written.
	 * @param tenant whose chain, or {@code null} for the caller's own, for the operators'
	 * of an operator
	 * @return what was found
	 */
	public AuditVerification verify(@Nullable TenantId tenant) {
		return verify(tenant, List.of());
	}

	/**
	 * Finds out whether a chain is what was once written, and agrees with a witness.
	 * @param tenant whose chain, or {@code null} for the caller's own, for the operators'
	 * of an operator
	 * @param witnessed checkpoints that a witness kept
	 * @return what was found
	 */
	public AuditVerification verify(@Nullable TenantId tenant, List<AuditCheckpoint> witnessed) {
		Caller caller = requireAdmin();
		TenantId id = (tenant != null) ? tenant : caller.home();
		if (id != null) {
			this.tenants.admit(id);
		}
		UUID chain = AuditRows.chain(id);
		return this.database.read(() -> {
			List<AuditCheckpoint> known = Stream
				.concat(this.checkpoints.of(chain).stream(),
						witnessed.stream().filter((each) -> chain.equals(AuditRows.chain(each.tenant()))))
				.toList();
			return new ChainWalk(this.rows, chain, this.signer, known).go();
		});
	}

	/**
	 * Signs where each chain stands that moved since it was signed last; to be called
	 * daily.
	 * @return the new checkpoints, to be shipped to a witness
	 */
	public List<AuditCheckpoint> checkpoint() {
		requireOperator();
		List<AuditCheckpoint> signed = new ArrayList<>();
		UUID last = null;
		// What was signed stays signed, whatever becomes of the rest.
		for (List<Head> heads = moved(last); !heads.isEmpty(); heads = moved(last)) {
			List<Head> some = heads;
			signed.addAll(this.database.write(() -> some.stream().map((head) -> sign(head, false)).toList()));
			last = some.get(some.size() - 1).chain();
		}
		return signed;
	}

	private List<Head> moved(@Nullable UUID after) {
		return this.checkpoints.uncovered(this.signer.keyId(), after, HEADS_AT_ONCE);
	}

	/**
	 * Removes the oldest entries of a chain and leaves a checkpoint, so that the rest
	 * still verifies.
	 * <p>
	 * Entries are removed up to the first one that is not old enough. The removal is an
	 * entry itself.
	 * @param tenant whose chain, or {@code null} for the operators'
	 * @param before entries of this time and later stay; at least a day ago
	 * @param limit most entries to remove at once, at least 1
	 * @return how many were removed; if it equals the limit there may be more
	 */
	public long prune(@Nullable TenantId tenant, Instant before, int limit) {
		requireOperator();
		Instant youngest = this.journal.now().minusSeconds(24 * 60 * 60);
		if (limit < 1 || before.isAfter(youngest)) {
			throw InvalidInputException.of((limit < 1) ? "limit" : "before",
					"At least one entry is removed, and entries are kept for a day at least.", "range");
		}
		return this.database.write(() -> this.rows.endOfPrefix(AuditRows.chain(tenant), before, limit).map((end) -> {
			sign(end, true);
			long removed = this.rows.prune(end);
			this.journal.audit(AuditRecord.of(tenant, "retention.purged", "audit_log", null, null, null)
				.with(Map.of("count", removed, "last_seq", end.seq(), "before", before.toString())));
			return removed;
		}).orElse(0L));
	}

	private AuditCheckpoint sign(Head head, boolean retention) {
		AuditCheckpoint checkpoint = this.signer.sign(head, retention, this.journal.now());
		this.checkpoints.insert(checkpoint);
		return checkpoint;
	}

	private @Nullable AuditEntry cursor(@Nullable UUID after) {
		return (after == null) ? null
				: this.rows.find(after)
					.filter(this::isVisible)
					.orElseThrow(() -> InvalidInputException.of("cursor", "The cursor names no entry.", "cursor"));
	}

	private boolean isVisible(AuditEntry entry) {
		Caller caller = this.context.caller();
		return caller.isOperator() || (entry.tenantId() != null
				&& this.tenants.find(entry.tenantId()).filter((found) -> caller.reaches(found.path())).isPresent());
	}

	private Caller requireAdmin() {
		Caller caller = this.context.caller();
		if (!caller.holds(Scope.ADMIN)) {
			throw AccessForbiddenException.scope(Scope.ADMIN);
		}
		return caller;
	}

	private void requireOperator() {
		if (!requireAdmin().isOperator()) {
			throw AccessForbiddenException.operatorsOnly();
		}
	}

}
