package io.stratum.jpa;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import io.stratum.access.Caller;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.engine.Json;
import io.stratum.isolation.Placement;
import io.stratum.isolation.Placements;
import io.stratum.tenant.Tenant;
import jakarta.transaction.Synchronization;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the entries of open transactions and writes them just before these commit.
 *
 * <p>
 * Each tenant has one chain, whose end is locked from the first entry on. Written last,
 * entries hold that lock for one round trip, and a transaction never waits for a row
 * while it holds it.
 */
final class PendingEntries {

	private static final Logger logger = LoggerFactory.getLogger(EntityAudit.class);

	private static final String PRESENT = "select to_regprocedure('stratum.record_audit(jsonb)') is not null";

	private static final String WRITE = """
			select stratum.record_audit(entry)
			from (
				select value as entry
				from jsonb_array_elements(?::jsonb) with ordinality
				order by ordinality
			) sorted
			""";

	private final Journal journal;

	private final Placements placements;

	private final Map<SharedSessionContractImplementor, OpenTransaction> open = Collections
		.synchronizedMap(new WeakHashMap<>());

	/**
	 * Whether entries can be noted, by database; one migrated meanwhile is asked once.
	 */
	private final Map<String, Boolean> logs = new ConcurrentHashMap<>();

	PendingEntries(Journal journal, Placements placements) {
		this.journal = journal;
		this.placements = placements;
	}

	/**
	 * Adds an entry to the transaction of a session.
	 */
	void add(SharedSessionContractImplementor session, Tenant tenant, AuditRecord record, Caller actor) {
		OpenTransaction transaction = this.open.get(session);
		if (transaction == null) {
			transaction = new OpenTransaction(tenant);
			this.open.put(session, transaction);
			session.accessTransaction().registerSynchronization(new Writing(session));
		}
		transaction.entries.add(new Entry(record, actor));
	}

	private void write(SharedSessionContractImplementor session) {
		OpenTransaction transaction = this.open.remove(session);
		if (transaction != null && !transaction.entries.isEmpty()) {
			session.doWork((connection) -> write(connection, transaction));
		}
	}

	private void write(Connection connection, OpenTransaction transaction) throws SQLException {
		if (!hasLog(connection, transaction.tenant)) {
			return;
		}
		List<Map<String, ?>> entries = new ArrayList<>();
		for (Entry entry : transaction.entries) {
			entries.add(this.journal.entry(entry.record, entry.actor));
		}
		try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
			statement.setString(1, Json.write(entries));
			statement.execute();
		}
	}

	/**
	 * Tells whether entries can be noted: in the audit log beside the shared tables, or
	 * in a database of its own for the way there.
	 */
	private boolean hasLog(Connection connection, Tenant tenant) throws SQLException {
		Placement place = this.placements.of(tenant);
		String database = place.isHome() ? Placement.HOME : place.server() + "/" + place.database();
		Boolean there = this.logs.get(database);
		if (there == null) {
			there = look(connection, database);
			this.logs.put(database, there);
		}
		return there;
	}

	private static boolean look(Connection connection, String database) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(PRESENT);
				ResultSet rows = statement.executeQuery()) {
			if (rows.next() && rows.getBoolean(1)) {
				return true;
			}
		}
		logger.warn("Changes of entities are not audited in {}, which has nowhere to note them.", database);
		return false;
	}

	/**
	 * Writes when the last flush is done, and forgets whatever the outcome.
	 */
	private final class Writing implements Synchronization {

		private final SharedSessionContractImplementor session;

		private Writing(SharedSessionContractImplementor session) {
			this.session = session;
		}

		@Override
		public void beforeCompletion() {
			write(this.session);
		}

		@Override
		public void afterCompletion(int status) {
			PendingEntries.this.open.remove(this.session);
		}

	}

	private record Entry(AuditRecord record, Caller actor) {

	}

	private static final class OpenTransaction {

		private final Tenant tenant;

		private final List<Entry> entries = new ArrayList<>();

		private OpenTransaction(Tenant tenant) {
			this.tenant = tenant;
		}

	}

}
