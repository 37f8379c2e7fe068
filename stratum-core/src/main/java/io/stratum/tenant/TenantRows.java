package io.stratum.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of tenants.
 */
final class TenantRows {

	static final RowMapper<Tenant> MAPPER = (row, index) -> map(row);

	private final EngineDatabase database;

	TenantRows(EngineDatabase database) {
		this.database = database;
	}

	Optional<Tenant> find(TenantId id) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where id = ?")
			.param(id.value())
			.query(MAPPER)
			.optional();
	}

	Optional<Tenant> findBySlug(String slug) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where slug = ?")
			.param(slug)
			.query(MAPPER)
			.optional();
	}

	/**
	 * Finds a parent and keeps it from changing until the transaction ends.
	 */
	Optional<Tenant> lockParent(TenantId id) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where id = ? for no key update")
			.param(id.value())
			.query(MAPPER)
			.optional();
	}

	Tenant insert(TenantId id, TenantPath path, NewTenant description, IsolationStrategy strategy, Instant now) {
		return this.database.jdbc()
			.sql("""
					insert into stratum.tenant (id, parent_id, slug, name, path, config, metadata, isolation_strategy,
						region_id, sort_order, created_at, updated_at)
					select :id, :parent, :slug, :name, :path::ltree, :config::jsonb, :metadata::jsonb, :strategy,
						:region,
						(select coalesce(max(sort_order) + 1, 0) from stratum.tenant
							where parent_id is not distinct from :parent and status <> 'archived'),
						:now, :now
					returning *
					""")
			.param("id", id.value())
			.param("parent", value(description.parentId()), java.sql.Types.OTHER)
			.param("slug", description.slug())
			.param("name", description.name())
			.param("path", path.ltree())
			.param("config", Json.write(description.config()))
			.param("metadata", Json.write(description.metadata()))
			.param("strategy", strategy.wireName())
			.param("region", description.regionId(), java.sql.Types.OTHER)
			.param("now", now.atOffset(java.time.ZoneOffset.UTC))
			.query(MAPPER)
			.single();
	}

	List<Tenant> children(TenantId id) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where parent_id = ? and status <> 'archived' order by sort_order, id")
			.param(id.value())
			.query(MAPPER)
			.list();
	}

	private static @Nullable UUID value(@Nullable TenantId id) {
		return (id != null) ? id.value() : null;
	}

	private static Tenant map(ResultSet row) throws SQLException {
		return new Tenant(new TenantId(row.getObject("id", UUID.class)), row.getString("slug"), row.getString("name"),
				TenantPath.ofLtree(row.getString("path")), TenantStatus.ofWireName(row.getString("status")),
				IsolationStrategy.ofWireName(row.getString("isolation_strategy")),
				row.getObject("region_id", UUID.class), Json.readObject(row.getString("config")),
				Json.readObject(row.getString("metadata")), row.getInt("sort_order"), row.getLong("version"),
				instant(row, "created_at"), instant(row, "updated_at"), nullableInstant(row, "deleted_at"));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

}
