package io.stratum.controlplane;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.stratum.InvalidInputException;
import io.stratum.policy.AccessRequest;
import io.stratum.policy.Condition;
import io.stratum.policy.Effect;
import io.stratum.policy.NewPolicy;
import io.stratum.policy.OnMissing;
import io.stratum.policy.Operator;
import io.stratum.policy.PolicyChange;
import io.stratum.policy.PolicyMode;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What requests say of attribute-based policies.
 */
final class PolicyRequests {

	private PolicyRequests() {
	}

	@Schema(name = "AbacPolicyInput")
	record Create(@Required @Nullable String name, @Required @Nullable String resourceType,
			@Required @Nullable String action, @Required @Nullable String effect,
			@Nullable List<@Nullable Test> conditions, @Nullable Integer priority, @Nullable String mode) {

		NewPolicy description() {
			return new NewPolicy(text(this.name), text(this.resourceType), text(this.action),
					Effect.ofWireName(text(this.effect)),
					PolicyRequests.conditions(Objects.requireNonNullElse(this.conditions, List.of())),
					Objects.requireNonNullElse(this.priority, 0),
					(this.mode != null) ? PolicyMode.ofWireName(this.mode) : PolicyMode.INHERITED);
		}

	}

	@Schema(name = "AbacPolicyUpdateInput")
	record Update(@Nullable String effect, @Nullable List<@Nullable Test> conditions, @Nullable Integer priority,
			@Nullable String mode) {

		PolicyChange change(@Nullable Long version) {
			return new PolicyChange((this.effect != null) ? Effect.ofWireName(this.effect) : null,
					(this.conditions != null) ? PolicyRequests.conditions(this.conditions) : null, this.priority,
					(this.mode != null) ? PolicyMode.ofWireName(this.mode) : null, version);
		}

	}

	@Schema(name = "AbacConditionInput")
	record Test(@Required @Nullable String attribute, @Required @Nullable String operator, @Nullable Object value,
			@Nullable String onMissing) {

		Condition condition() {
			return new Condition(text(this.attribute), Operator.ofWireName(text(this.operator)), this.value,
					(this.onMissing != null) ? OnMissing.ofWireName(this.onMissing) : OnMissing.UNDECIDED);
		}

	}

	@Schema(name = "AbacEvaluationInput")
	record Evaluate(@Nullable Map<String, @Nullable Object> subject, @Required @Nullable String action,
			@Nullable Map<String, @Nullable Object> resource, @Nullable Map<String, @Nullable Object> environment) {

		AccessRequest request() {
			if (this.action == null) {
				throw InvalidInputException.of("action", "An action is required.", "required");
			}
			return AccessRequest.of(this.subject, this.action, this.resource)
				.in(Objects.requireNonNullElse(this.environment, Map.of()));
		}

	}

	private static List<Condition> conditions(List<@Nullable Test> tests) {
		if (tests.stream().anyMatch(Objects::isNull)) {
			throw InvalidInputException.of("conditions", "Each condition is an object.", "type");
		}
		return tests.stream().map((test) -> Objects.requireNonNull(test).condition()).toList();
	}

	private static String text(@Nullable String text) {
		return Objects.requireNonNullElse(text, "");
	}

}
