package io.stratum.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers when API keys were used until it is written in one statement.
 *
 * <p>
 * Hashes made under a previous pepper are written anew on the same way, so authentication
 * itself never writes.
 */
final class KeyUsage implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(KeyUsage.class);

	private static final Duration PERIOD = Duration.ofSeconds(20);

	private final EngineDatabase database;

	private final ConcurrentHashMap<UUID, Instant> used = new ConcurrentHashMap<>();

	private final ConcurrentHashMap<UUID, Rehash> rehashes = new ConcurrentHashMap<>();

	private @Nullable ScheduledExecutorService worker;

	KeyUsage(EngineDatabase database) {
		this.database = database;
	}

	void used(UUID id, Instant now) {
		Instant before = this.used.get(id);
		// A use of the same second is no news, and spares the lock of the entry.
		if (before == null || now.getEpochSecond() > before.getEpochSecond()) {
			this.used.merge(id, now, (one, other) -> one.isAfter(other) ? one : other);
		}
	}

	void rehash(UUID id, KeyHash old, KeyHash hash, String pepper) {
		this.rehashes.putIfAbsent(id, new Rehash(id, old, hash, pepper));
	}

	synchronized void start() {
		if (this.worker == null) {
			ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor((work) -> {
				Thread thread = new Thread(work, "stratum-key-usage");
				thread.setDaemon(true);
				return thread;
			});
			scheduler.scheduleWithFixedDelay(this::flushQuietly, PERIOD.toSeconds(), PERIOD.toSeconds(),
					TimeUnit.SECONDS);
			this.worker = scheduler;
		}
	}

	/**
	 * Writes what is remembered; what cannot be written is remembered on.
	 */
	void flush() {
		List<Use> uses = drain();
		try {
			write(uses);
		}
		catch (RuntimeException ex) {
			uses.forEach((use) -> used(use.id, use.at));
			throw ex;
		}
		List.copyOf(this.rehashes.values()).forEach(this::write);
	}

	private List<Use> drain() {
		List<Use> uses = new ArrayList<>();
		for (UUID id : this.used.keySet()) {
			Instant at = this.used.remove(id);
			if (at != null) {
				uses.add(new Use(id, at));
			}
		}
		// One order for all nodes, so that two batches do not wait for each other in a
		// circle.
		uses.sort(Comparator.comparing(Use::id));
		return uses;
	}

	private void write(List<Use> uses) {
		if (uses.isEmpty()) {
			return;
		}
		this.database.run(() -> this.database.jdbc()
			.sql("""
					with used as (
						select u.id, u.at
						from unnest(string_to_array(:ids, ',')::uuid[], string_to_array(:times, ',')::timestamptz[])
							as u (id, at)
						join stratum.api_key k on k.id = u.id
						order by u.id
						for no key update of k
					)
					update stratum.api_key k
					set last_used_at = used.at
					from used
					where k.id = used.id
					and (k.last_used_at is null or k.last_used_at < used.at)
					""")
			.param("ids", String.join(",", uses.stream().map((use) -> use.id.toString()).toList()))
			.param("times", String.join(",", uses.stream().map((use) -> use.at.toString()).toList()))
			.update());
	}

	private void write(Rehash rehash) {
		this.database.run(() -> this.database.jdbc()
			.sql("update stratum.api_key set hash = :hash, pepper = :pepper where id = :id and hash = :old")
			.param("hash", rehash.hash.bytes())
			.param("pepper", rehash.pepper)
			.param("id", rehash.id)
			.param("old", rehash.old.bytes())
			.update());
		this.rehashes.remove(rehash.id, rehash);
	}

	private void flushQuietly() {
		try {
			flush();
		}
		catch (RuntimeException ex) {
			logger.warn("The last use of API keys could not be written and is kept for the next attempt: {}",
					ex.getClass().getSimpleName());
		}
	}

	@Override
	public synchronized void close() {
		if (this.worker != null) {
			this.worker.shutdown();
			this.worker = null;
		}
		flushQuietly();
	}

	private record Use(UUID id, Instant at) {

	}

	private record Rehash(UUID id, KeyHash old, KeyHash hash, String pepper) {

	}

}
