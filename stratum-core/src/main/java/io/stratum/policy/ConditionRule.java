package io.stratum.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.Json;
import io.stratum.engine.JsonData;
import io.stratum.engine.NameRule;

/**
 * Which conditions can be part of a policy.
 */
final class ConditionRule {

	private ConditionRule() {
	}

	/**
	 * Copies conditions and adds an issue for each that is malformed.
	 */
	static List<Condition> accept(List<Issue> issues, List<Condition> conditions) {
		List<Condition> accepted = new ArrayList<>();
		for (int index = 0; index < conditions.size(); index++) {
			accepted.add(accept(issues, "conditions[" + index + "].", conditions.get(index)));
		}
		if (issues.isEmpty() && bytes(accepted) > JsonData.MAX_BYTES) {
			issues.add(new Issue("conditions", "The conditions have more than 64 KiB.", "size"));
		}
		return List.copyOf(accepted);
	}

	private static Condition accept(List<Issue> issues, String path, Condition condition) {
		NameRule.check(issues, path + "attribute", condition.attribute());
		boolean hasGap = Arrays.stream(condition.attribute().split("\\.", -1)).anyMatch(String::isEmpty);
		if (hasGap && !condition.attribute().isEmpty()) {
			issues.add(new Issue(path + "attribute", "The attribute has an empty part between dots.", "pattern"));
		}
		try {
			Object value = JsonData.accept(path + "value", condition.value());
			if (!condition.operator().accepts(new Operand(value))) {
				issues.add(new Issue(path + "value", "The operator " + condition.operator().wireName() + " takes "
						+ condition.operator().operandName() + ".", "type"));
			}
			return new Condition(condition.attribute(), condition.operator(), value, condition.onMissing());
		}
		catch (InvalidInputException ex) {
			issues.addAll(ex.issues());
			return condition;
		}
	}

	private static int bytes(List<Condition> conditions) {
		return Json.write(conditions.stream().map(Condition::toJson).toList()).getBytes(StandardCharsets.UTF_8).length;
	}

}
