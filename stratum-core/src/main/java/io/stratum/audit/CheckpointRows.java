package io.stratum.audit;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.stratum.audit.AuditRows.Head;
import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The rows of signed checkpoints.
 */
final class CheckpointRows {

	private final EngineDatabase database;

	CheckpointRows(EngineDatabase database) {
		this.database = database;
	}

	void insert(AuditCheckpoint checkpoint) {
		this.database.jdbc()
			.sql("""
					insert into stratum.audit_checkpoint (chain, seq, hash, retention, created_at, key_id, signature)
					values (?, ?, ?, ?, ?, ?, ?)
					on conflict do nothing
					""")
			.params(AuditRows.chain(checkpoint.tenant()), checkpoint.seq(), HexFormat.of().parseHex(checkpoint.hash()),
					checkpoint.retention(), checkpoint.createdAt().atOffset(ZoneOffset.UTC), checkpoint.keyId(),
					HexFormat.of().parseHex(checkpoint.signature()))
			.update();
	}

	List<AuditCheckpoint> of(UUID chain) {
		return this.database.jdbc()
			.sql("select * from stratum.audit_checkpoint where chain = ? order by seq")
			.param(chain)
			.query((row, index) -> new AuditCheckpoint(AuditRows.tenant(chain), row.getLong("seq"),
					AuditRows.hex(row, "hash"), row.getBoolean("retention"),
					row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("key_id"),
					AuditRows.hex(row, "signature")))
			.list();
	}

	/**
	 * Finds the next heads that no checkpoint of a key covers, by chain.
	 */
	List<Head> uncovered(String keyId, @Nullable UUID after, int limit) {
		return this.database.jdbc()
			.sql("""
					select h.chain, h.seq, h.hash
					from stratum.audit_head h
					where (cast(? as uuid) is null or h.chain > ?)
					and not exists (
						select 1
						from stratum.audit_checkpoint c
						where c.chain = h.chain
						and c.seq = h.seq
						and c.key_id = ?)
					order by h.chain
					limit ?
					""")
			.param(after)
			.param(after)
			.params(keyId, limit)
			.query((row, index) -> new Head(row.getObject("chain", UUID.class), row.getLong("seq"),
					AuditRows.hex(row, "hash")))
			.list();
	}

}
