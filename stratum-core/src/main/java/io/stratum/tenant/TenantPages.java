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
		return page(query.sql("sort_order, id"), query, limit);
	}

	TenantPage descendants(Tenant top, Inclusion inclusion, @Nullable Tenant after, int limit) {
		Query query = descendantsQuery(top, inclusion, after);
		return page(query.subtreeSql(), query, limit);
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
		return page(query.sql("id"), query, limit);
	}

	/**
	 * Returns the plan of {@link #descendants}, for proofs.
	 */
	List<String> explainDescendants(Tenant top, @Nullable Tenant after, int limit) {
		Query query = descendantsQuery(top, Inclusion.ACTIVE, after);
		return this.database.jdbc()
			.sql("explain (analyze, costs off, timing off) " + query.subtreeSql())
			.params(query.params)
			.param("limit", limit + 1)
			.query((row, index) -> row.getString(1))
			.list();
	}

	private static Query descendantsQuery(Tenant top, Inclusion inclusion, @Nullable Tenant after) {
		Query query = new Query().where("path <@ :top::ltree", "top", top.path().ltree())
			.where("nlevel(path) > :level", "level", top.path().ids().size());
		query.include(inclusion);
		if (after != null) {
			query.where("(nlevel(path), id) > (:after_level, :after)", "after", after.id().value())
				.with("after_level", after.path().ids().size());
		}
		return query.with("beyond", SMALL + 1);
	}

	private TenantPage page(String sql, Query query, int limit) {
		return TenantPage.of(this.database.jdbc()
			.sql(sql)
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
		 * Returns the text for a page of a subtree, of which only one half runs.
		 */
		private String subtreeSql() {
			String conditions = String.join(" and ", this.conditions);
			return """
					with few as materialized (select * from stratum.subtree_up_to(:top::ltree, :beyond))
					select * from (
						(select * from few where (select count(*) from few) < :beyond and %1$s
							order by nlevel(path), id limit :limit)
						union all
						(select * from stratum.tenant where (select count(*) from few) = :beyond and %1$s
							order by nlevel(path), id limit :limit)
					) page
					order by nlevel(path), id
					""".formatted(conditions);
		}

		private String sql(String order) {
			return "select * from stratum.tenant where " + String.join(" and ", this.conditions) + " order by " + order
					+ " limit :limit";
		}

	}

}
