package io.stratum.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.stratum.policy.PolicyExplanation.Why;

/**
 * Which policies of a tenant and its ancestors count, composite by composite.
 *
 * <p>
 * Below a lock, an allow that was there before no longer counts, but a deny still does.
 */
final class Inheritance {

	private final List<Placed> counting = new ArrayList<>();

	private final List<Placed> setAside = new ArrayList<>();

	private Inheritance() {
	}

	/**
	 * Sorts out policies.
	 * @param levels the policies of each tenant, root first
	 */
	static Inheritance of(List<List<Policy>> levels) {
		Map<Policy.Composite, List<Placed>> inherited = new HashMap<>();
		Inheritance inheritance = new Inheritance();
		for (int depth = 0; depth < levels.size(); depth++) {
			Map<Policy.Composite, List<Placed>> own = new HashMap<>();
			for (Policy policy : levels.get(depth)) {
				own.computeIfAbsent(policy.composite(), (composite) -> new ArrayList<>())
					.add(new Placed(policy, depth, null));
			}
			own.forEach((composite, policies) -> inheritance
				.meet(inherited.computeIfAbsent(composite, (key) -> new ArrayList<>()), policies));
		}
		inherited.values().forEach(inheritance.counting::addAll);
		return inheritance;
	}

	List<Placed> counting() {
		return this.counting;
	}

	List<Placed> setAside() {
		return this.setAside;
	}

	private void meet(List<Placed> inherited, List<Placed> own) {
		if (inherited.stream().anyMatch((placed) -> placed.policy().mode() == PolicyMode.LOCKED)) {
			own.forEach((placed) -> addBelowLock(inherited, placed));
			return;
		}
		for (Iterator<Placed> each = inherited.iterator(); each.hasNext();) {
			Placed placed = each.next();
			if (isReplaceable(placed.policy())) {
				each.remove();
				this.setAside.add(placed.because(Why.REPLACED));
			}
		}
		inherited.addAll(own);
	}

	private void addBelowLock(List<Placed> inherited, Placed placed) {
		if (placed.policy().effect() == Effect.DENY) {
			inherited.add(placed);
		}
		else {
			this.setAside.add(placed.because(Why.LOCKED));
		}
	}

	private static boolean isReplaceable(Policy policy) {
		return policy.mode() == PolicyMode.DELEGATED
				|| (policy.mode() == PolicyMode.INHERITED && policy.effect() == Effect.ALLOW);
	}

}
