package io.stratum.tenant;

import java.time.Instant;

import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Where tenants stand: below whom, and in which order. Every method needs the tree
 * locked.
 *
 * <p>
 * Children of one parent are numbered without gaps. Roots are strangers to each other, so
 * one that leaves does not change the others; their numbers are distinct and may have
 * gaps.
 */
final class TenantPlaces {

	private final EngineDatabase database;

	TenantPlaces(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Returns the condition that a row has a parent, as an index can answer it.
	 */
	static String siblings(@Nullable TenantId parent) {
		return (parent != null) ? "parent_id = :parent::uuid" : "parent_id is null";
	}

	int lowestLevel(Tenant top) {
		return this.database.jdbc()
			.sql("select max(nlevel(path)) from stratum.tenant where path <@ ?::ltree")
			.param(top.path().ltree())
			.query(Integer.class)
			.single();
	}

	/**
	 * Moves a subtree behind the children of its new parent, in one statement.
	 */
	Tenant move(Tenant tenant, @Nullable Tenant parent, Instant now) {
		TenantId parentId = (parent != null) ? parent.id() : null;
		return this.database.jdbc()
			.sql("""
					with place as (
						select coalesce(max(sort_order) + 1, 0) as last
						from stratum.tenant
						where %s
							and status <> 'archived'
					), moved as (
						update stratum.tenant
						set path = :path::ltree || subpath(path, :depth),
							parent_id = case when id = :id then :parent::uuid else parent_id end,
							sort_order = case when id = :id then place.last else sort_order end,
							updated_at = :now,
							version = version + 1
						from place
						where path <@ :from::ltree
						returning tenant.*
					)
					select * from moved where id = :id
					""".formatted(siblings(parentId)))
			.param("id", tenant.id().value())
			.param("parent", TenantRows.text(parentId))
			.param("path", (parent != null) ? parent.path().ltree() : "")
			.param("from", tenant.path().ltree())
			.param("depth", tenant.path().depth())
			.param("now", TenantRows.time(now))
			.query(TenantRows.MAPPER)
			.single();
	}

	/**
	 * Lets the siblings behind a place that fell free move up by one.
	 */
	void closeGap(Tenant gone, Instant now) {
		if (gone.parentId() != null) {
			this.database.jdbc()
				.sql("""
						update stratum.tenant
						set sort_order = sort_order - 1,
							updated_at = :now,
							version = version + 1
						where parent_id = :parent::uuid
							and status <> 'archived'
							and sort_order > :place
							and id <> :id
						""")
				.param("id", gone.id().value())
				.param("parent", TenantRows.text(gone.parentId()))
				.param("place", gone.sortOrder())
				.param("now", TenantRows.time(now))
				.update();
		}
	}

	/**
	 * Puts a tenant at a place among its siblings and numbers all of them afresh.
	 * @return how many of them have another number than before
	 */
	int reorder(Tenant tenant, int position, Instant now) {
		return this.database.jdbc()
			.sql("""
					with others as (
						select id, row_number() over (order by sort_order, id) - 1 as place
						from stratum.tenant
						where %s
							and status <> 'archived'
							and id <> :id
					), placed as (
						select id, case when place < :position then place else place + 1 end as place
						from others
						union all
						select :id, least(:position, (select count(*) from others))
					)
					update stratum.tenant
					set sort_order = placed.place,
						updated_at = :now,
						version = version + 1
					from placed
					where tenant.id = placed.id
						and tenant.sort_order <> placed.place
					""".formatted(siblings(tenant.parentId())))
			.param("id", tenant.id().value())
			.param("parent", TenantRows.text(tenant.parentId()))
			.param("position", position)
			.param("now", TenantRows.time(now))
			.update();
	}

	/**
	 * Changes the status; who comes back from the archive stands behind its siblings.
	 */
	Tenant enter(Tenant tenant, TenantStatus status, Instant now) {
		return this.database.jdbc()
			.sql("""
					update stratum.tenant
					set status = :status,
						deleted_at = case when :status = 'archived' then :now end,
						sort_order = case when status = 'archived'
							then (select coalesce(max(sort_order) + 1, 0) from stratum.tenant
								where %s and status <> 'archived')
							else sort_order end,
						updated_at = :now,
						version = version + 1
					where id = :id
					returning *
					""".formatted(siblings(tenant.parentId())))
			.param("id", tenant.id().value())
			.param("parent", TenantRows.text(tenant.parentId()))
			.param("status", status.wireName())
			.param("now", TenantRows.time(now))
			.query(TenantRows.MAPPER)
			.single();
	}

}
