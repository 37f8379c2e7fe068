package io.stratum.controlplane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Journal;
import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while what was answered to requests that may be sent again.
 */
final class IdempotencyRecords {

	// A node that died left its requests unanswered.
	private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

	private final EngineDatabase database;

	private final Journal journal;

	private final HmacKey key;

	private final Duration kept;

	IdempotencyRecords(EngineDatabase database, Journal journal, HmacKey key, ControlPlaneSettings settings) {
		this.database = database;
		this.journal = journal;
		this.key = key;
		this.kept = settings.idempotencyRetention();
	}

	byte[] fingerprint(byte[] address, byte[] body) {
		return this.key.sign("idempotency|".getBytes(StandardCharsets.UTF_8), address, new byte[1], body);
	}

	/**
	 * Claims a key for a request.
	 * @return nothing if the request shall run, else what is known of the earlier one
	 */
	@Nullable Earlier claim(String credential, String key, byte[] fingerprint) {
		return this.database.write(() -> {
			Instant now = this.journal.now();
			this.database.jdbc()
				.sql("""
						delete from stratum.idempotency
						where (credential = ? and key = ? and (started_at < ? or (status is null and started_at < ?)))
							or (credential, key) in (
								select credential, key
								from stratum.idempotency
								where started_at < ?
								order by started_at
								limit 10
								for update skip locked
							)
						""")
				.params(credential, key, at(now.minus(this.kept)), at(now.minus(LONGEST_RUN)), at(now.minus(this.kept)))
				.update();
			int claimed = this.database.jdbc().sql("""
					insert into stratum.idempotency (credential, key, fingerprint, started_at)
					values (?, ?, ?, ?)
					on conflict do nothing
					""").params(credential, key, fingerprint, at(now)).update();
			return (claimed == 1) ? null : find(credential, key, fingerprint);
		});
	}

	private Earlier find(String credential, String key, byte[] fingerprint) {
		return this.database.jdbc()
			.sql("select fingerprint, status, headers, body from stratum.idempotency where credential = ? and key = ?")
			.params(credential, key)
			.query((row, index) -> {
				boolean same = MessageDigest.isEqual(fingerprint, row.getBytes("fingerprint"));
				int status = row.getInt("status");
				return row.wasNull() ? new Earlier(same, null) : new Earlier(same,
						new Answer(status, Json.readObject(row.getString("headers")), row.getBytes("body")));
			})
			.optional()
			.orElse(new Earlier(true, null));
	}

	void keep(String credential, String key, Answer answer) {
		this.database.run(() -> this.database.jdbc()
			.sql("update stratum.idempotency set status = ?, headers = ?::jsonb, body = ? where credential = ? and key = ?")
			.params(answer.status(), Json.write(answer.headers()), answer.body(), credential, key)
			.update());
	}

	void forget(String credential, String key) {
		this.database.run(() -> this.database.jdbc()
			.sql("delete from stratum.idempotency where credential = ? and key = ?")
			.params(credential, key)
			.update());
	}

	private static OffsetDateTime at(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	/**
	 * An earlier request under the same key.
	 *
	 * @param same whether it was the same request
	 * @param answer what was answered, or {@code null} while it runs
	 */
	record Earlier(boolean same, @Nullable Answer answer) {

	}

	/**
	 * An answer without its secrets.
	 */
	record Answer(int status, Map<String, @Nullable Object> headers, byte[] body) {

	}

}
