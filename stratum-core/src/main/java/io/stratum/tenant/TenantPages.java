package io.stratum.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Lists of tenants, one page a statement; each page is found by key, never by counting.
 */
final class TenantPages {

	/**
	 * Up to this size a subtree is read whole and then ordered; above, in order until the
	 * page is full.
	 */
	private static final int SMALL = 1000;

	/**
	 * As many tenants are looked at in order before the first page is put together level
	 * by level.
	 */
	private static final int AHEAD = 250;

	private final EngineDatabase database;

	TenantPages(EngineDatabase database) {
		this.database = database;
	}

	TenantPage children(Tenant parent, Inclusion inclusion, @Nullable Tenant after, int limit) {
		Query query = new Query().where("parent_id = :parent", "parent", parent.id().value());
		query.include(inclusion);
		if (after != null) {
			query.where("(sort_order, id) > (:after_place, :after)", "after", after.id().value())
				.with("after_place", after.sortOrder());
		}
		return page(query.orderedBy("sort_order, id"), limit);
	}

	TenantPage descendants(Tenant top, Inclusion inclusion, @Nullable Tenant after, int limit) {
		return page(descendantsQuery(top, inclusion, after), limit);
	}

	TenantPage list(TenantFilter filter, @Nullable Tenant home, @Nullable TenantId after, int limit) {
		Query query = new Query();
		if (filter.status() != null) {
			query.where("status = :status", "status", filter.status().wireName());
		}
		else {
			query.include(filter.inclusion());
		}
		if (filter.parent() != null) {
			query.where("parent_id = :parent", "parent", filter.parent().value());
		}
		if (filter.rootsOnly()) {
			query.where("parent_id is null");
		}
		if (filter.strategy() != null) {
			query.where("isolation_strategy = :strategy", "strategy", filter.strategy().wireName());
		}
		if (filter.regionId() != null) {
			query.where("region_id = :region", "region", filter.regionId());
		}
		if (filter.text() != null) {
			query.where("(name ilike :text or slug ilike :text)", "text", "%" + escape(filter.text()) + "%");
		}
		if (home != null) {
			query.where("path <@ :home::ltree", "home", home.path().ltree());
		}
		if (after != null) {
			query.where("id > :after", "after", after.value());
		}
		return page(query.orderedBy("id"), limit);
	}

	/**
	 * Returns the plan of {@link #descendants}, for proofs.
	 */
	List<String> explainDescendants(Tenant top, @Nullable Tenant after, int limit) {
		Query query = descendantsQuery(top, Inclusion.ACTIVE, after);
		return this.database.jdbc()
			.sql("explain (analyze, costs off, timing off) " + query.text)
			.params(query.params)
			.param("limit", limit + 1)
			.query((row, index) -> row.getString(1))
			.list();
	}

	private static Query descendantsQuery(Tenant top, Inclusion inclusion, @Nullable Tenant after) {
		return (after != null) ? laterDescendants(top, inclusion, after) : firstDescendants(top, inclusion);
	}

	/**
	 * Looks at the first tenants in order, which is enough if most of them are below the
	 * top. Otherwise goes down until the page is full: no tenant that is left out has one
	 * below it that is not, so a page of n looks at no more than n children of n parents
	 * a level, however large the tree.
	 */
	private static Query firstDescendants(Tenant top, Inclusion inclusion) {
		Query query = new Query().with("top", top.path().ltree())
			.with("parent", top.id().value())
			.with("level", top.path().ids().size())
			.with("ahead", AHEAD);
		query.include(inclusion);
		return query.as("""
				with recursive direct as materialized (
					select id
					from (
						select id, path
						from stratum.tenant
						where nlevel(path) > :level and %1$s
						order by nlevel(path), id
						limit :ahead
					) ahead
					where path <@ :top::ltree
					limit :limit
				), page (id, depth, seen) as (
					select id, 1, count(*) over ()
					from (
						select id
						from stratum.tenant
						where parent_id = :parent and %1$s and (select count(*) from direct) < :limit
						order by id
						limit :limit
					) first
					union all
					select id, depth + 1, seen + count(*) over ()
					from (
						select below.id, page.depth, page.seen
						from page
						cross join lateral (
							select child.id
							from stratum.tenant child
							where child.parent_id = page.id and %1$s
							order by child.id
							limit :limit
						) below
						where page.seen < :limit
						order by below.id
						limit :limit
					) next
				)
				select *
				from stratum.tenant
				where id = any (array(
					select id
					from direct
					where (select count(*) from direct) = :limit
					union all
					(select id from page order by depth, id limit :limit)
				))
				order by nlevel(path), id
				""");
	}

	private static Query laterDescendants(Tenant top, Inclusion inclusion, Tenant after) {
		Query query = new Query().where("path <@ :top::ltree", "top", top.path().ltree())
			.where("nlevel(path) > :level", "level", top.path().ids().size());
		query.include(inclusion);
		// Only one half of the union runs.
		return query.where("(nlevel(path), id) > (:after_level, :after)", "after", after.id().value())
			.with("after_level", after.path().ids().size())
			.with("beyond", SMALL + 1)
			.as("""
					with few as materialized (select * from stratum.subtree_up_to(:top::ltree, :beyond))
					select * from (
						(select * from few where (select count(*) from few) < :beyond and %1$s
							order by nlevel(path), id limit :limit)
						union all
						(select * from stratum.tenant where (select count(*) from few) = :beyond and %1$s
							order by nlevel(path), id limit :limit)
					) page
					order by nlevel(path), id
					""");
	}

	private TenantPage page(Query query, int limit) {
		return TenantPage.of(this.database.jdbc()
			.sql(query.text)
			.params(query.params)
			.param("limit", limit + 1)
			.query(TenantRows.MAPPER)
			.list(), limit);
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
	}

	/**
	 * Conditions written in this class, with the values they compare to.
	 */
	private static final class Query {

		private final List<String> conditions = new ArrayList<>(List.of("true"));

		private final Map<String, Object> params = new LinkedHashMap<>();

		private String text = "";

		private Query where(String condition) {
			this.conditions.add(condition);
			return this;
		}

		private Query where(String condition, String name, Object value) {
			return where(condition).with(name, value);
		}

		private Query with(String name, Object value) {
			this.params.put(name, value);
			return this;
		}

		private void include(Inclusion inclusion) {
			if (inclusion == Inclusion.ACTIVE) {
				where("status = 'active'");
			}
		}

		/**
		 * Puts the conditions into a text.
		 */
		private Query as(String text) {
			this.text = text.formatted(String.join(" and ", this.conditions));
			return this;
		}

		private Query orderedBy(String order) {
			return as("select * from stratum.tenant where %s order by " + order + " limit :limit");
		}

	}

}
