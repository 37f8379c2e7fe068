package io.stratum.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the memory of this node what changed, here and on other nodes.
 *
 * <p>
 * Changes of this node arrive right after commit. Those of others arrive by
 * {@code LISTEN/NOTIFY}; a lost notification is made good by a look at the table of
 * changes every second. That look asks for all transactions that were not over at the
 * previous one, so a late commit is not missed either.
 *
 * <p>
 * <b>Guarantees.</b> While {@link #isTrusted()}, nothing older than the stated staleness
 * is in memory.
 */
public final class ChangeFeed implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ChangeFeed.class);

	private static final int POLL_MILLIS = 1000;

	private static final Duration MEMORABLE = Duration.ofMinutes(5);

	private static final Duration CLEANING = Duration.ofMinutes(1);

	private final DataSource dataSource;

	private final MemoryLimits limits;

	private final long maxStalenessNanos;

	private final UUID node = UUID.randomUUID();

	private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

	private final Set<Long> seen = new HashSet<>();

	private volatile long lastWord;

	private volatile boolean listening;

	private volatile boolean closed;

	private @Nullable String horizon;

	private long lastCleaning = System.nanoTime();

	private @Nullable Thread thread;

	/**
	 * Creates a feed that hears of its own node only, until it is started.
	 * @param dataSource connections of the platform role; one is kept while the feed runs
	 * @param maxStaleness age beyond which memory is not trusted without word from the
	 * database, more than one second
	 */
	public ChangeFeed(DataSource dataSource, Duration maxStaleness) {
		this(dataSource, MemoryLimits.of(maxStaleness));
	}

	/**
	 * Creates a feed that hears of its own node only, until it is started.
	 * @param dataSource connections of the platform role; one is kept while the feed runs
	 * @param limits how old and how large memory that follows this feed may become
	 */
	public ChangeFeed(DataSource dataSource, MemoryLimits limits) {
		this.dataSource = dataSource;
		this.limits = limits;
		this.maxStalenessNanos = limits.maxStaleness().toNanos();
	}

	/**
	 * Starts to hear of other nodes, on a thread of its own.
	 */
	public synchronized void start() {
		if (this.thread == null && !this.closed) {
			Thread worker = new Thread(this::run, "stratum-change-feed");
			worker.setDaemon(true);
			this.thread = worker;
			worker.start();
		}
	}

	/**
	 * Tells whether memory may answer.
	 * @return whether the database was heard within the stated staleness
	 */
	public boolean isTrusted() {
		return this.listening && System.nanoTime() - this.lastWord < this.maxStalenessNanos;
	}

	/**
	 * Adds somebody who wants to know of changes.
	 * @param listener told of each change, quickly and without exception
	 */
	public void onChange(Consumer<Change> listener) {
		this.listeners.add(listener);
	}

	MemoryLimits limits() {
		return this.limits;
	}

	UUID node() {
		return this.node;
	}

	void publish(Change change) {
		this.listeners.forEach((listener) -> listener.accept(change));
	}

	private void run() {
		while (!this.closed) {
			try (Connection connection = this.dataSource.getConnection()) {
				listen(connection);
			}
			catch (SQLException | RuntimeException ex) {
				if (!this.closed) {
					logger.warn("Word of other nodes is not arriving; memory is bypassed until it does: {}",
							ex.getMessage());
					pause();
				}
			}
			finally {
				this.listening = false;
			}
		}
	}

	private void listen(Connection connection) throws SQLException {
		connection.setAutoCommit(true);
		try (Statement statement = connection.createStatement()) {
			statement.execute("listen stratum_change");
		}
		try {
			PGConnection postgres = connection.unwrap(PGConnection.class);
			catchUp(connection);
			while (!this.closed) {
				PGNotification[] notifications = postgres.getNotifications(POLL_MILLIS);
				if (notifications != null) {
					for (PGNotification notification : notifications) {
						receive(notification.getParameter());
					}
				}
				if (System.nanoTime() - this.lastWord > POLL_MILLIS * 1_000_000L) {
					catchUp(connection);
					clean(connection);
				}
			}
		}
		finally {
			try (Statement statement = connection.createStatement()) {
				statement.execute("unlisten *");
			}
		}
	}

	private void receive(String payload) {
		String[] parts = payload.split(" ", 3);
		if (!parts[0].equals(this.node.toString())) {
			publish(new Change(parts[1], parts[2].equals("*") ? null : TenantId.parse(parts[2])));
		}
	}

	private void catchUp(Connection connection) throws SQLException {
		long asked = System.nanoTime();
		boolean gap = this.horizon == null || asked - this.lastWord > MEMORABLE.toNanos();
		String next = this.horizon;
		try (PreparedStatement query = connection.prepareStatement("""
				select pg_snapshot_xmin(pg_current_snapshot())::text, c.id, c.kind, c.tenant_id
				from (select 1) always
				left join stratum.change c on c.xid >= ?::xid8
				""")) {
			query.setString(1, gap ? "18446744073709551615" : this.horizon);
			try (ResultSet rows = query.executeQuery()) {
				Set<Long> present = new HashSet<>();
				while (rows.next()) {
					next = rows.getString(1);
					long id = rows.getLong(2);
					if (!rows.wasNull()) {
						present.add(id);
						if (!this.seen.contains(id)) {
							UUID tenant = rows.getObject(4, UUID.class);
							publish(new Change(rows.getString(3), (tenant != null) ? new TenantId(tenant) : null));
						}
					}
				}
				this.seen.clear();
				this.seen.addAll(present);
			}
		}
		this.horizon = next;
		if (gap) {
			publish(Change.EVERYTHING);
		}
		this.lastWord = asked;
		this.listening = true;
	}

	/**
	 * Removes changes that every node has seen, or has been away from for so long that it
	 * forgets everything.
	 */
	private void clean(Connection connection) throws SQLException {
		if (System.nanoTime() - this.lastCleaning > CLEANING.toNanos()) {
			forget(connection);
			this.lastCleaning = System.nanoTime();
		}
	}

	static void forget(Connection connection) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("delete from stratum.change where at < clock_timestamp() - make_interval(secs => ?)")) {
			delete.setDouble(1, 2 * MEMORABLE.toSeconds());
			delete.executeUpdate();
		}
	}

	private void pause() {
		try {
			Thread.sleep(POLL_MILLIS / 2);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.closed = true;
		}
	}

	/**
	 * Stops hearing of other nodes.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		Thread worker = this.thread;
		if (worker != null) {
			try {
				worker.join(2L * POLL_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Word that something changed.
	 *
	 * @param kind what kind of thing, or {@code *} for every kind
	 * @param tenant the top of the subtree it concerns, or {@code null} for everything
	 */
	public record Change(String kind, @Nullable TenantId tenant) {

		static final Change EVERYTHING = new Change("*", null);

		Map<String, @Nullable Object> toJson() {
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			json.put("kind", this.kind);
			json.put("tenant_id", (this.tenant != null) ? this.tenant.toString() : null);
			return json;
		}

	}

}
