package io.stratum.benchmarks.tree;

import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.benchmarks.Engine;
import io.stratum.tenant.Inclusion;
import io.stratum.tenant.Paging;
import io.stratum.tenant.TenantId;

/**
 * Tells what PostgreSQL does with the statements of the engine.
 */
public final class PlanReport {

	/** In a small tree a tenth of all rows, for which reading the table is right. */
	static final String MOVE_OF_BRANCH = "Move of a branch below another";

	private final Map<String, Map<String, String>> plans = new LinkedHashMap<>();

	PlanReport(Forest forest) {
		Plans source = new Plans(forest.database.platform());
		try (Engine engine = new Engine(source, forest.database.platform())) {
			TenantId branch = forest.tenant("branch_5").id();
			TenantId leaf = forest.tenant("leaf_4711").id();
			note("First page of descendants of the root",
					source.of(() -> engine.tenants.descendants(forest.root.id(), Inclusion.ACTIVE, Paging.first(50))));
			note("First page of descendants of a twig", source.of(() -> engine.tenants
				.descendants(forest.tenant("twig_7").id(), Inclusion.ACTIVE, Paging.first(50))));
			note("Ancestors, none in memory", source.of(() -> engine.tenants.ancestors(leaf)));
			note("Effective config, not in memory", source.of(() -> engine.config.resolve(leaf)));
			note("Move of a twig below another branch", source
				.of(() -> engine.tenants.move(forest.tenant("twig_3").id(), forest.tenant("branch_9").id(), null)));
			note(MOVE_OF_BRANCH, source.of(() -> engine.tenants.move(branch, forest.tenant("branch_6").id(), null)));
		}
	}

	private void note(String what, Map<String, String> found) {
		this.plans.put(what, found);
	}

	/**
	 * Returns the plans by what they serve and by statement.
	 * @return plans as PostgreSQL tells them
	 */
	Map<String, Map<String, String>> plans() {
		return this.plans;
	}

	/**
	 * Writes the plans in Markdown.
	 */
	String text() {
		StringBuilder text = new StringBuilder();
		this.plans.forEach((what, statements) -> {
			text.append("### ").append(what).append("\n\n");
			statements.forEach((sql,
					plan) -> text.append("```\n").append(sql.strip()).append("\n\n").append(plan).append("\n```\n\n"));
		});
		return text.toString();
	}

}
