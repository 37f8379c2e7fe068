package io.stratum.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.stratum.access.Caller;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.EngineDatabase;
import io.stratum.engine.ExactJson;
import io.stratum.engine.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who was refused, without letting a flood of refusals flood the audit log.
 *
 * <p>
 * Refusals are counted over all nodes per credential, route and minute. When the minute
 * is over one entry {@code access.denied} says how many there were.
 */
public final class AccessDenials implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AccessDenials.class);

	private static final Duration PERIOD = Duration.ofSeconds(10);

	private static final int MOST = 10_000;

	private static final int MOST_CHARACTERS = 255;

	private final EngineDatabase database;

	private final Journal journal;

	private final DenialRows rows;

	private final ConcurrentHashMap<Denial, Long> counts = new ConcurrentHashMap<>();

	private @Nullable ScheduledExecutorService worker;

	/**
	 * Creates a recorder that writes nothing until it is started or flushed.
	 * @param database where refusals are counted
	 * @param journal what writes the audit log
	 */
	public AccessDenials(EngineDatabase database, Journal journal) {
		this.database = database;
		this.journal = journal;
		this.rows = new DenialRows(database);
	}

	/**
	 * Counts a refusal, without touching the database.
	 * @param caller who was refused; its id is the credential
	 * @param route what was refused, a pattern such as {@code PUT /tenants/{id}/config}
	 * and never the URL itself
	 * @param reason the stable code of the refusal
	 */
	public void denied(Caller caller, String route, String reason) {
		String actor = (caller.id() != null) ? shorten(caller.id()) : null;
		Denial denial = new Denial(caller.type(), actor, caller.home(), shorten(route), shorten(reason),
				caller.sourceIp());
		if (this.counts.containsKey(denial) || this.counts.size() < MOST) {
			this.counts.merge(denial, 1L, Long::sum);
		}
		else {
			this.counts.merge(Denial.OTHERS, 1L, Long::sum);
		}
	}

	/**
	 * Adds what was counted to the count of all nodes, and writes the entries of minutes
	 * that are over.
	 */
	public void flush() {
		Map<Denial, Long> counted = drain();
		try {
			this.database.run(() -> {
				this.rows.lock();
				this.rows.add(counted);
				this.rows.takeOver().forEach(this::write);
			});
		}
		catch (RuntimeException ex) {
			counted.forEach((denial, count) -> this.counts.merge(denial, count, Long::sum));
			throw ex;
		}
	}

	/**
	 * Starts to flush every ten seconds, on a thread of its own.
	 */
	public synchronized void start() {
		if (this.worker == null) {
			ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor((work) -> {
				Thread thread = new Thread(work, "stratum-access-denials");
				thread.setDaemon(true);
				return thread;
			});
			scheduler.scheduleWithFixedDelay(this::flushQuietly, PERIOD.toSeconds(), PERIOD.toSeconds(),
					TimeUnit.SECONDS);
			this.worker = scheduler;
		}
	}

	/**
	 * Stops, and hands what was counted to the other nodes.
	 */
	@Override
	public synchronized void close() {
		if (this.worker != null) {
			this.worker.shutdown();
			this.worker = null;
		}
		flushQuietly();
	}

	private Map<Denial, Long> drain() {
		Map<Denial, Long> counted = new LinkedHashMap<>();
		for (Denial denial : List.copyOf(this.counts.keySet())) {
			Long count = this.counts.remove(denial);
			if (count != null) {
				counted.put(denial, count);
			}
		}
		return counted;
	}

	private void write(DenialRows.Minute minute) {
		Denial denial = minute.denial();
		Caller actor = new Caller(denial.type(), denial.actor(), Objects.requireNonNullElse(denial.actor(), "unknown"),
				denial.tenant(), Set.of(), null, denial.sourceIp(), null);
		this.journal.audit(AuditRecord.of(denial.tenant(), "access.denied", "route", denial.route(), null, null)
			.with(Map.of("count", minute.count(), "minute", minute.start().toString(), "reason", denial.reason())),
				actor);
	}

	private void flushQuietly() {
		try {
			flush();
		}
		catch (RuntimeException ex) {
			logger.warn("Refusals could not be written down and are kept for the next attempt: {}",
					ex.getClass().getSimpleName());
		}
	}

	private static String shorten(String text) {
		return ExactJson.text(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
	}

}
