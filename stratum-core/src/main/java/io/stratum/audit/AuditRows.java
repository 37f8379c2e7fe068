package io.stratum.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.JsonNode;

/**
 * The rows of audit entries and the heads of their chains.
 */
final class AuditRows {

	/** The operators' chain. */
	private static final UUID OPERATORS = new UUID(0, 0);

	private static final RowMapper<AuditEntry> MAPPER = (row, index) -> map(row);

	private final EngineDatabase database;

	AuditRows(EngineDatabase database) {
		this.database = database;
	}

	static UUID chain(@Nullable TenantId tenant) {
		return (tenant != null) ? tenant.value() : OPERATORS;
	}

	static @Nullable TenantId tenant(UUID chain) {
		return OPERATORS.equals(chain) ? null : new TenantId(chain);
	}

	Optional<AuditEntry> find(UUID id) {
		return this.database.jdbc()
			.sql("select * from stratum.audit_log where id = ?")
			.param(id)
			.query(MAPPER)
			.optional();
	}

	/**
	 * Returns a page of entries, after one that was seen.
	 */
	List<AuditEntry> page(AuditQuery query, @Nullable Tenant tenant, @Nullable AuditEntry seen) {
		Map<String, @Nullable Object> params = new LinkedHashMap<>();
		StringBuilder sql = new StringBuilder("select a.* from stratum.audit_log a where true");
		if (tenant != null && query.includeDescendants()) {
			sql.append("\nand a.tenant_id in (select t.id from stratum.tenant t where t.path <@ :path::ltree)");
			params.put("path", tenant.path().ltree());
		}
		else if (tenant != null) {
			sql.append("\nand a.tenant_id = :tenant");
			params.put("tenant", tenant.id().value());
		}
		query.equal().forEach((field, value) -> {
			sql.append('\n').append(field.condition());
			params.put(field.wireName(), value);
		});
		if (query.from() != null) {
			sql.append("\nand a.created_at >= :from");
			params.put("from", query.from().atOffset(ZoneOffset.UTC));
		}
		if (query.to() != null) {
			sql.append("\nand a.created_at <= :to");
			params.put("to", query.to().atOffset(ZoneOffset.UTC));
		}
		if (seen != null) {
			sql.append("\nand (a.created_at, a.id) < (:seen_at, :seen)");
			params.put("seen_at", seen.createdAt().atOffset(ZoneOffset.UTC));
			params.put("seen", seen.id());
		}
		sql.append("\norder by a.created_at desc, a.id desc\nlimit :limit");
		params.put("limit", query.limit());
		return this.database.jdbc().sql(sql.toString()).params(params).query(MAPPER).list();
	}

	/**
	 * Streams a chain from its first entry on; to be closed, and inside a transaction.
	 */
	Stream<AuditEntry> chain(UUID chain) {
		return this.database.jdbc()
			.sql("select * from stratum.audit_log where chain = ? order by seq")
			.param(chain)
			.withFetchSize(500)
			.query(MAPPER)
			.stream();
	}

	Optional<Head> head(UUID chain) {
		return this.database.jdbc()
			.sql("select * from stratum.audit_head where chain = ?")
			.param(chain)
			.query((row, index) -> head(row))
			.optional();
	}

	boolean hasHash(UUID chain, String hash) {
		return this.database.jdbc()
			.sql("select exists (select 1 from stratum.audit_log where chain = ? and hash = ?)")
			.params(chain, HexFormat.of().parseHex(hash))
			.query(Boolean.class)
			.single();
	}

	boolean hasSuccessor(UUID chain, String hash, long other) {
		return this.database.jdbc().sql("""
				select exists (
					select 1 from stratum.audit_log where chain = ? and prev_hash = ? and seq <> ?)
				""").params(chain, HexFormat.of().parseHex(hash), other).query(Boolean.class).single();
	}

	/**
	 * Finds the last of the entries at the start of a chain that are older than a moment,
	 * at most so many.
	 */
	Optional<Head> endOfPrefix(UUID chain, Instant before, int limit) {
		return this.database.jdbc()
			.sql("""
					select l.chain, l.seq, l.hash
					from (
						select chain, seq, hash, created_at, bool_and(created_at < :before) over (order by seq) as old
						from (
							select chain, seq, hash, created_at
							from stratum.audit_log
							where chain = :chain
							order by seq
							limit :limit) first
					) l
					where l.old
					order by l.seq desc
					limit 1
					""")
			.param("chain", chain)
			.param("before", before.atOffset(ZoneOffset.UTC))
			.param("limit", limit)
			.query((row, index) -> head(row))
			.optional();
	}

	long prune(Head end) {
		return this.database.jdbc()
			.sql("select stratum.prune_audit(?, ?)")
			.params(end.chain, end.seq)
			.query(Long.class)
			.single();
	}

	private static Head head(ResultSet row) throws SQLException {
		return new Head(row.getObject("chain", UUID.class), row.getLong("seq"), hex(row, "hash"));
	}

	private static AuditEntry map(ResultSet row) throws SQLException {
		UUID tenant = row.getObject("tenant_id", UUID.class);
		return new AuditEntry(row.getObject("id", UUID.class), row.getLong("seq"),
				(tenant != null) ? new TenantId(tenant) : null, row.getString("actor_id"), row.getString("actor_type"),
				row.getString("subject_id"), row.getString("action"), row.getString("resource_type"),
				row.getString("resource_id"), row.getString("source_ip"), row.getString("request_id"),
				row.getString("reason"), json(row, "before_state"), json(row, "after_state"),
				Json.read(row.getString("metadata")), row.getString("origin"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), hex(row, "prev_hash"), hex(row, "hash"));
	}

	private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
		String json = row.getString(column);
		return (json != null) ? Json.read(json) : null;
	}

	static String hex(ResultSet row, String column) throws SQLException {
		return HexFormat.of().formatHex(row.getBytes(column));
	}

	/**
	 * Where a chain ends, or a prefix of it.
	 *
	 * @param chain the tenant, or the nil UUID for operators
	 * @param seq number of the last entry
	 * @param hash its hash, in hex
	 */
	record Head(UUID chain, long seq, String hash) {

	}

}
