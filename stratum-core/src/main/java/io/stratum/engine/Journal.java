package io.stratum.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.stratum.access.Caller;
import io.stratum.audit.AuditRedactor;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes what a transaction of the engine leaves behind, and writes it just before commit.
 *
 * <p>
 * <b>Guarantees.</b> Audit entries, events and word to other nodes commit with the change
 * or vanish with it, in one extra round trip however many there are. Memory of this node
 * follows right after commit.
 */
public final class Journal {

	// One generator, so that ids made in one millisecond sort in the order they were
	// made.
	private static final NoArgGenerator VERSION_7 = Generators.timeBasedEpochGenerator();

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final Supplier<Caller> caller;

	private final Clock clock;

	private final AuditRedactor redactor;

	/**
	 * Creates a journal that redacts what is secret by common names.
	 * @param database where it is written
	 * @param feed what tells memory of changes
	 * @param caller who acts on the running thread
	 * @param clock what the time is
	 */
	public Journal(EngineDatabase database, ChangeFeed feed, Supplier<Caller> caller, Clock clock) {
		this(database, feed, caller, clock, new AuditRedactor(List.of()));
	}

	/**
	 * Creates a journal.
	 * @param database where it is written
	 * @param feed what tells memory of changes
	 * @param caller who acts on the running thread
	 * @param clock what the time is
	 * @param redactor what keeps secrets out of the audit log
	 */
	public Journal(EngineDatabase database, ChangeFeed feed, Supplier<Caller> caller, Clock clock,
			AuditRedactor redactor) {
		this.database = database;
		this.feed = feed;
		this.caller = caller;
		this.clock = clock;
		this.redactor = redactor;
	}

	/**
	 * Adds an audit entry to the running transaction.
	 * @param record what was done
	 * @throws IllegalStateException outside {@link EngineDatabase#write}
	 */
	public void audit(AuditRecord record) {
		audit(record, this.caller.get());
	}

	/**
	 * Adds an audit entry of what somebody else did to the running transaction.
	 * @param record what was done
	 * @param actor who did it
	 * @throws IllegalStateException outside {@link EngineDatabase#write}
	 */
	public void audit(AuditRecord record, Caller actor) {
		pending().entries.add(entry(record, actor));
	}

	/**
	 * Writes out an audit entry with its canonical text, as {@code append_audit} and
	 * {@code record_audit} take it; nothing is stored.
	 * @param record what was done
	 * @param actor who did it
	 * @return the members of the entry, free of secrets, with the present time
	 */
	public Map<String, @Nullable Object> entry(AuditRecord record, Caller actor) {
		Map<String, @Nullable Object> entry = new LinkedHashMap<>();
		entry.put("id", newId().toString());
		entry.put("tenant_id", (record.tenant() != null) ? record.tenant().toString() : null);
		entry.put("actor_type", actor.type().wireName());
		entry.put("actor_id", this.redactor.redactText(actor.id()));
		entry.put("subject_id", this.redactor.redactText(actor.subjectId()));
		entry.put("action", record.action());
		entry.put("resource_type", record.resourceType());
		entry.put("resource_id", this.redactor.redactText(record.resourceId()));
		entry.put("source_ip", this.redactor.redactText(actor.sourceIp()));
		entry.put("request_id", this.redactor.redactText(actor.requestId()));
		entry.put("reason", this.redactor.redactText(record.reason()));
		entry.put("before_state", this.redactor.redact(record.before()));
		entry.put("after_state", this.redactor.redact(record.after()));
		entry.put("metadata", this.redactor.redact(record.metadata()));
		entry.put("origin", record.origin());
		entry.put("created_at", now().toString());
		entry.put("canonical", CanonicalJson.of(entry));
		return entry;
	}

	/**
	 * Adds an event to the running transaction, for webhooks and listeners.
	 * @param type what happened, such as {@code tenant.created}
	 * @param tenant the tenant it happened to, or {@code null} for none
	 * @param data what the receiver is told, free of secrets
	 * @throws IllegalStateException outside {@link EngineDatabase#write}
	 */
	public void event(String type, @Nullable Tenant tenant, Object data) {
		addEvent(type, (tenant != null) ? tenant.path() : null, data);
	}

	/**
	 * Adds an event about a tenant of which only the place is at hand.
	 * @param type what happened
	 * @param path the place of the tenant it happened to
	 * @param data what the receiver is told, free of secrets
	 * @throws IllegalStateException outside {@link EngineDatabase#write}
	 */
	public void eventAt(String type, TenantPath path, Object data) {
		addEvent(type, path, data);
	}

	private void addEvent(String type, @Nullable TenantPath path, Object data) {
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", newId().toString());
		event.put("type", type);
		event.put("tenant_id", (path != null) ? path.self().toString() : null);
		event.put("tenant_path", (path != null) ? path.ltree() : null);
		event.put("data", data);
		event.put("created_at", now().toString());
		pending().events.add(event);
	}

	/**
	 * Says that memory of a tenant and of all below it is out of date.
	 * @param kind what changed, one of the kinds a {@link TreeCache} watches
	 * @param tenant the top of what changed, or {@code null} for everything of the kind
	 * @throws IllegalStateException outside {@link EngineDatabase#write}
	 */
	public void changed(String kind, @Nullable TenantId tenant) {
		pending().changes.add(new ChangeFeed.Change(kind, tenant));
	}

	/**
	 * Returns the time as the database keeps it.
	 * @return now, in microseconds
	 */
	public Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	/**
	 * Makes an id for a row.
	 * @return a fresh UUIDv7
	 */
	public static UUID newId() {
		return VERSION_7.generate();
	}

	private Pending pending() {
		if (!this.database.isWriting()) {
			throw new IllegalStateException("A change is noted outside a transaction of the engine.");
		}
		Pending pending = (Pending) TransactionSynchronizationManager.getResource(this);
		if (pending == null) {
			pending = new Pending();
			TransactionSynchronizationManager.bindResource(this, pending);
			TransactionSynchronizationManager.registerSynchronization(new Flush(pending));
		}
		return pending;
	}

	private void write(Pending pending) {
		this.database.jdbc()
			.sql("select stratum.record_changes(?, ?::jsonb, ?::jsonb, ?::jsonb)")
			.params(this.feed.node(), Json.write(pending.entries), Json.write(pending.events),
					Json.write(pending.changes.stream().map(ChangeFeed.Change::toJson).toList()))
			.query()
			.singleRow();
	}

	private static final class Pending {

		private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();

		private final List<Map<String, @Nullable Object>> events = new ArrayList<>();

		private final Set<ChangeFeed.Change> changes = new LinkedHashSet<>();

	}

	private final class Flush implements TransactionSynchronization {

		private final Pending pending;

		private Flush(Pending pending) {
			this.pending = pending;
		}

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResource(Journal.this);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(Journal.this, this.pending);
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			write(this.pending);
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(Journal.this);
			// An unknown outcome may have been a commit.
			if (status != STATUS_ROLLED_BACK) {
				this.pending.changes.forEach(Journal.this.feed::publish);
			}
		}

	}

}
