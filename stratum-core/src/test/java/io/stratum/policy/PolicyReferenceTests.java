package io.stratum.policy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.stratum.policy.PolicyExplanation.Considered;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PolicyReferenceTests {

	private static final InstantSource CLOCK = InstantSource.system();

	private final Random random = new Random(4);

	@Test
	void randomTreesDecideAsTheReferenceSays() {
		for (int round = 0; round < 20_000; round++) {
			List<List<Policy>> levels = levels();
			PolicyEngine engine = PolicyEngine.of(levels);
			AccessRequest request = new AccessRequest(attributes(), "approve", "order", Map.of(), Map.of());
			Decision decision = engine.decide(request, CLOCK);
			assertThat(decision.allowed()).as("%s %s", levels, request).isEqualTo(isAllowed(levels, request));
			PolicyExplanation explanation = engine.explain(request, CLOCK);
			assertThat(explanation.decision()).isEqualTo(decision);
			assertThat(explanation.considered().stream().filter(Considered::applied).map(Considered::policy).toList())
				.satisfies((applied) -> assertThat(applied.isEmpty()).isEqualTo(decision.matchedPolicy() == null));
		}
	}

	/**
	 * Asks every policy whether any rule takes it out, then counts.
	 */
	private static boolean isAllowed(List<List<Policy>> levels, AccessRequest request) {
		boolean allowed = false;
		for (int depth = 0; depth < levels.size(); depth++) {
			for (Policy policy : levels.get(depth)) {
				if (matches(policy.resourceType(), "order") && matches(policy.action(), "approve")
						&& counts(policy, depth, levels)) {
					Boolean holds = holds(policy, request);
					if (policy.effect() == Effect.DENY && !Boolean.FALSE.equals(holds)) {
						return false;
					}
					allowed |= policy.effect() == Effect.ALLOW && Boolean.TRUE.equals(holds);
				}
			}
		}
		return allowed;
	}

	private static boolean counts(Policy policy, int depth, List<List<Policy>> levels) {
		boolean lockedAbove = isLocked(policy, levels.subList(0, depth));
		if (lockedAbove) {
			return policy.effect() == Effect.DENY;
		}
		boolean locks = isLocked(policy, levels.subList(0, depth + 1));
		boolean metBelow = levels.subList(depth + 1, levels.size())
			.stream()
			.flatMap(List::stream)
			.anyMatch((other) -> other.composite().equals(policy.composite()));
		boolean replaceable = policy.mode() == PolicyMode.DELEGATED || policy.effect() == Effect.ALLOW;
		return locks || !metBelow || !replaceable;
	}

	private static boolean isLocked(Policy policy, List<List<Policy>> levels) {
		return levels.stream()
			.flatMap(List::stream)
			.anyMatch((other) -> other.mode() == PolicyMode.LOCKED && other.composite().equals(policy.composite()));
	}

	private static Boolean holds(Policy policy, AccessRequest request) {
		Boolean result = true;
		for (Condition condition : policy.conditions()) {
			Object value = ((Map<?, ?>) request.subject()).get(condition.attribute().substring("subject.".length()));
			if (value == null) {
				result = Boolean.FALSE.equals(result) ? result : null;
			}
			else if (!value.equals(condition.value())) {
				result = false;
			}
		}
		return result;
	}

	private static boolean matches(String pattern, String name) {
		return pattern.equals("*") || pattern.equals(name);
	}

	private List<List<Policy>> levels() {
		List<List<Policy>> levels = new ArrayList<>();
		for (int depth = 1 + this.random.nextInt(4); depth > 0; depth--) {
			List<Policy> policies = new ArrayList<>();
			for (int count = this.random.nextInt(4); count > 0; count--) {
				policies.add(PolicyBuilder.stored(policy()));
			}
			levels.add(policies);
		}
		return levels;
	}

	private NewPolicy policy() {
		List<Condition> conditions = new ArrayList<>();
		for (int count = this.random.nextInt(3); count > 0; count--) {
			conditions.add(Condition.of("subject." + pick("a", "b"), Operator.EQ, this.random.nextInt(2)));
		}
		return new NewPolicy(pick("x", "y"), pick("order", "*", "invoice"), pick("approve", "*"),
				this.random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW, conditions, this.random.nextInt(3),
				PolicyMode.values()[(this.random.nextInt(5) + 1) / 2]);
	}

	private Map<String, Object> attributes() {
		Map<String, Object> attributes = new HashMap<>();
		for (String name : List.of("a", "b")) {
			if (this.random.nextInt(4) > 0) {
				attributes.put(name, this.random.nextInt(2));
			}
		}
		return attributes;
	}

	private String pick(String... texts) {
		return texts[this.random.nextInt(texts.length)];
	}

}
