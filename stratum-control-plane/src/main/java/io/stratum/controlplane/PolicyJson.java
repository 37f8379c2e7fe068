package io.stratum.controlplane;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.stratum.policy.Condition;
import io.stratum.policy.Decision;
import io.stratum.policy.Policy;
import io.stratum.policy.PolicyExplanation;
import io.stratum.tenant.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Attribute-based policies as answers show them.
 */
final class PolicyJson {

	private PolicyJson() {
	}

	@Schema(name = "AbacPolicy")
	record Shown(UUID id, TenantId tenantId, String name, String resourceType, String action, String effect,
			List<Test> conditions, int priority, String mode, TenantId sourceTenantId, long version, Instant createdAt,
			Instant updatedAt) {

		static Shown of(Policy policy) {
			return new Shown(policy.id(), policy.tenantId(), policy.name(), policy.resourceType(), policy.action(),
					policy.effect().wireName(), policy.conditions().stream().map(Test::of).toList(), policy.priority(),
					policy.mode().name(), policy.tenantId(), policy.version(), policy.createdAt(), policy.updatedAt());
		}

	}

	@Schema(name = "AbacCondition")
	record Test(String attribute, String operator, @Nullable Object value, String onMissing) {

		static Test of(Condition condition) {
			return new Test(condition.attribute(), condition.operator().wireName(), condition.value(),
					condition.onMissing().wireName());
		}

	}

	@Schema(name = "AbacEvaluation")
	record Evaluation(boolean allowed, @Nullable Shown matchedPolicy, String reason) {

		static Evaluation of(Decision decision) {
			return new Evaluation(decision.allowed(), matched(decision), decision.reason().wireName());
		}

		private static @Nullable Shown matched(Decision decision) {
			Policy policy = decision.matchedPolicy();
			return (policy != null) ? Shown.of(policy) : null;
		}

	}

	@Schema(name = "AbacExplanation")
	record Explanation(boolean allowed, @Nullable Shown matchedPolicy, String reason, List<Considered> considered) {

		static Explanation of(PolicyExplanation explanation) {
			Evaluation evaluation = Evaluation.of(explanation.decision());
			return new Explanation(evaluation.allowed(), evaluation.matchedPolicy(), evaluation.reason(),
					explanation.considered().stream().map(Considered::of).toList());
		}

	}

	@Schema(name = "AbacConsideredPolicy")
	record Considered(UUID policyId, String name, TenantId sourceTenantId, boolean applied, List<Tested> conditions,
			String why) {

		static Considered of(PolicyExplanation.Considered considered) {
			return new Considered(considered.policy().id(), considered.policy().name(), considered.sourceTenantId(),
					considered.applied(), considered.conditions().stream().map(Tested::of).toList(),
					considered.why().wireName());
		}

	}

	@Schema(name = "AbacConditionOutcome")
	record Tested(String attribute, String operator, String outcome) {

		static Tested of(PolicyExplanation.ConditionOutcome outcome) {
			return new Tested(outcome.condition().attribute(), outcome.condition().operator().wireName(),
					outcome.outcome().wireName());
		}

	}

}
