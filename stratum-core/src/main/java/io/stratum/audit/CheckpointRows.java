package io.stratum.audit;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.stratum.audit.AuditRows.Head;
import io.stratum.engine.EngineDatabase;

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
	 * Finds the heads that no checkpoint of a key covers.
	 */
	List<Head> uncovered(String keyId) {
		return this.database.jdbc()
			.sql("""
					select h.chain, h.seq, h.hash
					from stratum.audit_head h
					where not exists (
						select 1
						from stratum.audit_checkpoint c
						where c.chain = h.chain
						and c.seq = h.seq
						and c.key_id = ?)
					order by h.chain
					""")
			.param(keyId)
			.query((row, index) -> new Head(row.getObject("chain", UUID.class), row.getLong("seq"),
					AuditRows.hex(row, "hash")))
			.list();
	}

}
