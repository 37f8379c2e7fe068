package io.stratum.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Policies by the type and action they are about, denials first and each in the order of
 * reporting.
 */
final class PolicyIndex {

	private static final CompiledPolicy[] NONE = {};

	private final Map<String, Map<String, CompiledPolicy[]>> byType = new HashMap<>();

	PolicyIndex(List<Placed> policies) {
		List<Placed> sorted = policies.stream().sorted(Placed.REPORTING_ORDER).toList();
		Map<String, Map<String, List<CompiledPolicy>>> lists = new HashMap<>();
		for (int rank = 0; rank < sorted.size(); rank++) {
			Policy policy = sorted.get(rank).policy();
			lists.computeIfAbsent(policy.resourceType(), (type) -> new HashMap<>())
				.computeIfAbsent(policy.action(), (action) -> new ArrayList<>())
				.add(new CompiledPolicy(sorted.get(rank), rank));
		}
		lists.forEach((type, actions) -> {
			Map<String, CompiledPolicy[]> byAction = new HashMap<>();
			actions.forEach((action, list) -> byAction.put(action, denialsFirst(list)));
			this.byType.put(type, byAction);
		});
	}

	/**
	 * Returns the policies about exactly this type and action, of which either may be
	 * {@code *}.
	 */
	CompiledPolicy[] about(String type, String action) {
		Map<String, CompiledPolicy[]> byAction = this.byType.get(type);
		return (byAction != null) ? byAction.getOrDefault(action, NONE) : NONE;
	}

	/**
	 * Visits all policies that match a type and an action.
	 */
	void matching(String type, String action, Consumer<CompiledPolicy> visitor) {
		this.byType.forEach((eachType, actions) -> actions.forEach((eachAction, policies) -> {
			if (matches(eachType, type) && matches(eachAction, action)) {
				List.of(policies).forEach(visitor);
			}
		}));
	}

	private static boolean matches(String pattern, String name) {
		return pattern.equals(Policy.ANY) || pattern.equals(name);
	}

	private static CompiledPolicy[] denialsFirst(List<CompiledPolicy> policies) {
		return policies.stream()
			.sorted(Comparator.comparing((CompiledPolicy policy) -> !policy.denies)
				.thenComparingInt((policy) -> policy.rank))
			.toArray(CompiledPolicy[]::new);
	}

}
