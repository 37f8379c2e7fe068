package io.stratum.permission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.stratum.engine.Journal;
import io.stratum.permission.PermissionExplanation.Effect;
import io.stratum.permission.Walk.Outcome;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What must be written below a tenant so that its policy can go and nobody notices.
 */
final class Freeze {

	private final Predicate<Level> mayOverwrite;

	private final Map<TenantId, Passed> passed = new HashMap<>();

	private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

	/**
	 * Plans nothing yet.
	 * @param mayOverwrite tells whose policies may be replaced by frozen ones
	 */
	Freeze(Predicate<Level> mayOverwrite) {
		this.mayOverwrite = mayOverwrite;
	}

	/**
	 * Returns the frozen policies for all who depend on a policy.
	 * @param way the levels from the root down to that of the policy
	 * @param descendants all levels below, parents before children
	 */
	List<Map<String, @Nullable Object>> plan(List<Level> way, List<Level> descendants) {
		Level top = way.get(way.size() - 1);
		Outcome outcome = Walk.through(Walk.below(way.subList(0, way.size() - 1)), top);
		boolean counts = outcome.effect() == Effect.GRANTED || outcome.effect() == Effect.LIMITED;
		this.passed.put(top.tenant(), new Passed(outcome.flow(), counts));
		descendants.forEach(this::visit);
		return this.rows;
	}

	private void visit(Level level) {
		List<TenantId> ancestors = level.path().ancestors();
		Passed arriving = this.passed.getOrDefault(ancestors.get(ancestors.size() - 1), Passed.NOTHING);
		Outcome onward = Walk.through(arriving.flow(), level);
		this.passed.put(level.tenant(),
				new Passed(onward.flow(), arriving.depends() && onward.effect() != Effect.GRANTED));
		if (arriving.depends()) {
			keep(level, Walk.at(arriving.flow(), level.policy()));
		}
	}

	private void keep(Level level, Outcome own) {
		boolean independent = own.effect() == Effect.GRANTED || own.effect() == Effect.FROZEN;
		Flow flow = own.flow();
		if (!independent && flow != null && (level.policy() == null || this.mayOverwrite.test(level))) {
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			row.put("id", Journal.newId().toString());
			row.put("tenant_id", level.tenant().toString());
			row.put("value", flow.value());
			row.put("mode", flow.mode().name());
			this.rows.add(row);
		}
	}

	/**
	 * What a tenant passes on.
	 *
	 * @param flow the permission, if there is any
	 * @param depends whether it comes through the policy that goes
	 */
	private record Passed(@Nullable Flow flow, boolean depends) {

		static final Passed NOTHING = new Passed(null, false);

	}

}
