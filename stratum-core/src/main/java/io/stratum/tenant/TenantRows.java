package io.stratum.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.stratum.engine.EngineDatabase;
import io.stratum.engine.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;

/**
 * The rows of tenants, one at a time.
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

	List<Tenant> findAll(Collection<TenantId> ids) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where id = any(?::uuid[])")
			.param(TenantLocks.array(ids))
			.query(MAPPER)
			.list();
	}

	Optional<Tenant> findBySlug(String slug) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where slug = ?")
			.param(slug)
			.query(MAPPER)
			.optional();
	}

	long countActiveChildren(TenantId id) {
		return this.database.jdbc()
			.sql("select count(*) from stratum.tenant where parent_id = ? and status = 'active'")
			.param(id.value())
			.query(Long.class)
			.single();
	}

	/**
	 * Inserts a tenant behind its siblings, whose parent is locked.
	 */
	Tenant insert(TenantPath path, NewTenant description, @Nullable UUID region, Instant now) {
		TenantId parent = (path.depth() > 0) ? path.ids().get(path.depth() - 1) : null;
		return this.database.jdbc()
			.sql("""
					insert into stratum.tenant (id, parent_id, slug, name, path, config, metadata, isolation_strategy,
						region_id, sort_order, created_at, updated_at)
					select :id, :parent::uuid, :slug, :name, :path::ltree, :config::jsonb, :metadata::jsonb, :strategy,
						:region::uuid, coalesce(max(sort_order) + 1, 0), :now, :now
					from stratum.tenant
					where %s
						and status <> 'archived'
					on conflict (slug) do nothing
					returning *
					""".formatted(TenantPlaces.siblings(parent)))
			.param("id", path.self().value())
			.param("parent", text(parent))
			.param("slug", description.slug())
			.param("name", description.name())
			.param("path", path.ltree())
			.param("config", Json.write(description.config()))
			.param("metadata", Json.write(description.metadata()))
			.param("strategy", description.strategyOrDefault().wireName())
			.param("region", text(region))
			.param("now", time(now))
			.query(MAPPER)
			.optional()
			.orElseThrow(TenantAlreadyExistsException::new);
	}

	Tenant update(TenantId id, TenantUpdate update, Instant now) {
		try {
			return this.database.jdbc()
				.sql("""
						update stratum.tenant
						set name = coalesce(:name, name),
							slug = coalesce(:slug, slug),
							config = coalesce(:config::jsonb, config),
							metadata = coalesce(:metadata::jsonb, metadata),
							updated_at = :now,
							version = version + 1
						where id = :id
						returning *
						""")
				.param("id", id.value())
				.param("name", update.name())
				.param("slug", update.slug())
				.param("config", json(update.config()))
				.param("metadata", json(update.metadata()))
				.param("now", time(now))
				.query(MAPPER)
				.single();
		}
		catch (DuplicateKeyException ex) {
			throw new TenantAlreadyExistsException();
		}
	}

	static OffsetDateTime time(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static @Nullable String json(@Nullable Map<String, ? extends @Nullable Object> members) {
		return (members != null) ? Json.write(members) : null;
	}

	private static Tenant map(ResultSet row) throws SQLException {
		return new Tenant(new TenantId(row.getObject("id", UUID.class)), row.getString("slug"), row.getString("name"),
				TenantPath.ofLtree(row.getString("path")), TenantStatus.ofWireName(row.getString("status")),
				IsolationStrategy.ofWireName(row.getString("isolation_strategy")),
				row.getObject("region_id", UUID.class), Json.readFrozenObject(row.getString("config")),
				Json.readFrozenObject(row.getString("metadata")), row.getInt("sort_order"), row.getLong("version"),
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
