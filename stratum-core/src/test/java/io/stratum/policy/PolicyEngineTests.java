package io.stratum.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.ErrorCode;
import io.stratum.engine.Json;
import io.stratum.policy.Decision.Reason;
import io.stratum.policy.PolicyExplanation.ConditionOutcome;
import io.stratum.policy.PolicyExplanation.Considered;
import io.stratum.policy.PolicyExplanation.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stratum.engine.RightsFixture.refused;
import static io.stratum.policy.PolicyBuilder.stored;
import static org.assertj.core.api.Assertions.assertThat;

class PolicyEngineTests {

	// A Friday.
	private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-20T09:30:00Z"));

	private static final NewPolicy ALLOW = NewPolicy.allow("rule", "order", "approve");

	private static final NewPolicy DENY = NewPolicy.deny("rule", "order", "approve");

	private static final Condition ADMIN = Condition.of("subject.role", Operator.EQ, "admin");

	@Test
	void withoutPoliciesTheAnswerIsNo() {
		assertThat(decide(PolicyEngine.empty(), Map.of(), Map.of())).isEqualTo(Decision.DEFAULT);
		assertThat(Decision.DEFAULT.reason().wireName()).isEqualTo("no_matching_policy");
	}

	@Test
	void allowAppliesOnlyIfAllConditionsHold() {
		PolicyEngine engine = engine(ALLOW.when(ADMIN, Condition.of("resource.total", Operator.LTE, 500)));
		assertThat(decide(engine, Map.of("role", "admin"), Map.of("total", 500)).reason())
			.isEqualTo(Reason.EXPLICIT_ALLOW);
		assertThat(decide(engine, Map.of("role", "admin"), Map.of("total", 501)).allowed()).isFalse();
		assertThat(decide(engine, Map.of("role", "clerk"), Map.of("total", 500)).allowed()).isFalse();
	}

	@Test
	void denialBeatsAnAllowOfHigherPriority() {
		Decision decision = decide(engine(ALLOW.ranked(100), DENY.ranked(1)), Map.of(), Map.of());
		assertThat(decision.reason()).isEqualTo(Reason.EXPLICIT_DENY);
		assertThat(decision.matchedPolicy().effect()).isEqualTo(Effect.DENY);
		assertThat(decide(engine(ALLOW, DENY.ranked(100)), Map.of(), Map.of()).allowed()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(Operator.class)
	void denialSurvivesAMissingAttributeWithEveryOperator(Operator operator) {
		PolicyEngine engine = engine(NewPolicy.allow("all", "*", "*"), DENY.when(about(operator)));
		for (Map<String, Object> subject : List.of(Map.<String, Object>of(), Collections.singletonMap("x", null),
				Map.<String, Object>of("x", new Object()))) {
			Decision decision = decide(engine, subject, Map.of());
			assertThat(decision.allowed()).isFalse();
			assertThat(decision.reason()).isEqualTo(Reason.INDETERMINATE_DENY);
		}
	}

	@ParameterizedTest
	@EnumSource(Operator.class)
	void allowNeverAppliesWithAMissingAttribute(Operator operator) {
		PolicyEngine engine = engine(ALLOW.when(about(operator)));
		assertThat(decide(engine, Map.of(), Map.of())).isEqualTo(Decision.DEFAULT);
		assertThat(decide(engine, Collections.singletonMap("x", null), Map.of())).isEqualTo(Decision.DEFAULT);
	}

	@ParameterizedTest
	@EnumSource(Operator.class)
	void conditionMayOptOutOfAMissingAttribute(Operator operator) {
		PolicyEngine engine = engine(NewPolicy.allow("all", "*", "*"), DENY.when(about(operator).noMatchIfMissing()));
		assertThat(decide(engine, Map.of(), Map.of()).allowed()).isTrue();
		assertThat(decide(engine, Collections.singletonMap("x", null), Map.of()).allowed()).isTrue();
		assertThat(decide(engine, Map.of("x", new Object()), Map.of()).reason()).isEqualTo(Reason.INDETERMINATE_DENY);
	}

	@Test
	void denialWithAFalseConditionDoesNotApply() {
		PolicyEngine engine = engine(NewPolicy.allow("all", "*", "*"),
				DENY.when(Condition.of("subject.department", Operator.NEQ, "legal"), about(Operator.EQ)));
		assertThat(decide(engine, Map.of("department", "legal"), Map.of()).allowed()).isTrue();
		assertThat(decide(engine, Map.of(), Map.of()).reason()).isEqualTo(Reason.INDETERMINATE_DENY);
	}

	@Test
	void resourceCannotPoseAsSubject() {
		Map<String, Object> resource = Map.of("type", "order", "role", "admin", "subject", Map.of("role", "admin"));
		for (String attribute : List.of("subject.role", "role")) {
			PolicyEngine engine = engine(ALLOW.when(Condition.of(attribute, Operator.EQ, "admin")));
			assertThat(decide(engine, Map.of("role", "user"), resource).allowed()).isFalse();
			assertThat(decide(engine, Collections.singletonMap("role", null), resource).allowed()).isFalse();
			assertThat(decide(engine, Map.of("role", "admin"), Map.of("role", "user")).allowed()).isTrue();
		}
	}

	@Test
	void unprefixedNameMeansTheResourceIfTheSubjectHasNone() {
		PolicyEngine engine = engine(ALLOW.when(Condition.of("owner.team", Operator.EQ, "red")));
		Map<String, Object> resource = Map.of("owner", Map.of("team", "red"));
		assertThat(decide(engine, Map.of(), resource).allowed()).isTrue();
		assertThat(decide(engine, Map.of("owner", Map.of()), resource).allowed()).isFalse();
	}

	@Test
	void namespacesAreApart() {
		PolicyEngine engine = engine(ALLOW.when(Condition.of("resource.total", Operator.EQ, 1)));
		assertThat(decide(engine, Map.of("resource", Map.of("total", 1), "resource.total", 1), Map.of()).allowed())
			.isFalse();
		assertThat(decide(engine, Map.of(), Map.of("resource", Map.of("total", 1))).allowed()).isFalse();
		assertThat(decide(engine, Map.of(), Map.of("total", 1)).allowed()).isTrue();
	}

	@Test
	void requestCannotSetTheTime() {
		Map<String, Object> forged = Map.of("hour_utc", 3, "weekday", 7, "epoch_seconds", 0, "ip", "10.0.0.1");
		AccessRequest request = request(Map.of(), Map.of()).in(forged);
		assertThat(engine(ALLOW.when(Condition.of("environment.hour_utc", Operator.EQ, 9),
				Condition.of("environment.weekday", Operator.EQ, 5),
				Condition.of("environment.epoch_seconds", Operator.EQ, CLOCK.instant().getEpochSecond()),
				Condition.of("environment.ip", Operator.EQ, "10.0.0.1")))
			.decide(request, CLOCK)
			.allowed()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("subjects")
	void attributesComeOutOfData(Object subject) {
		PolicyEngine engine = engine(ALLOW.when(Condition.of("subject.profile.level", Operator.GTE, 3),
				Condition.of("subject.kind", Operator.EQ, "HUMAN"),
				Condition.of("subject.roles", Operator.CONTAINS, "editor")));
		assertThat(decide(engine, subject, Map.of()).allowed()).isTrue();
	}

	static Stream<Object> subjects() {
		return Stream.of(Map.of("profile", Map.of("level", 3), "kind", "HUMAN", "roles", List.of("reader", "editor")),
				Json.read("{\"profile\": {\"level\": 3}, \"kind\": \"HUMAN\", \"roles\": [\"editor\"]}"),
				new User(new Profile(3), Kind.HUMAN, List.of("editor")),
				Map.of("profile", new Profile(3), "kind", Kind.HUMAN, "roles", Json.read("[\"editor\"]")));
	}

	@Test
	void gettersAreNoAttributes() {
		PolicyEngine engine = engine(ALLOW.when(Condition.of("subject.role", Operator.EQ, "admin")));
		assertThat(decide(engine, new Bean(), Map.of()).allowed()).isFalse();
		assertThat(decide(engine, new Disguise("admin"), Map.of()).allowed()).isFalse();
		assertThat(decide(engine, new TreeMap<>(Map.of(1, "admin")), Map.of()).allowed()).isFalse();
		PolicyEngine deep = engine(ALLOW.when(Condition.of("subject.role.length", Operator.EQ, 5)));
		assertThat(decide(deep, Map.of("role", "admin"), Map.of()).allowed()).isFalse();
	}

	@Test
	void starMatchesAnyTypeAndAnyAction() {
		assertThat(decide(engine(NewPolicy.allow("a", "*", "approve")), Map.of(), Map.of()).allowed()).isTrue();
		assertThat(decide(engine(NewPolicy.allow("a", "order", "*")), Map.of(), Map.of()).allowed()).isTrue();
		assertThat(decide(engine(NewPolicy.allow("a", "*", "*")), Map.of(), Map.of()).allowed()).isTrue();
		assertThat(decide(engine(NewPolicy.allow("a", "invoice", "*")), Map.of(), Map.of()).allowed()).isFalse();
		assertThat(decide(engine(NewPolicy.allow("a", "order", "read")), Map.of(), Map.of()).allowed()).isFalse();
	}

	@Test
	void highestThenNearestThenExactThenOldestIsReported() {
		Policy any = stored(new UUID(0, 1), NewPolicy.allow("a", "*", "*"));
		Policy exact = stored(new UUID(0, 2), NewPolicy.allow("b", "order", "approve"));
		Policy later = stored(new UUID(0, 3), NewPolicy.allow("c", "order", "approve"));
		Policy near = stored(new UUID(0, 4), NewPolicy.allow("d", "*", "*"));
		Policy high = stored(new UUID(0, 5), NewPolicy.allow("e", "*", "*").ranked(1));
		assertThat(reported(List.of(any))).isEqualTo(any);
		assertThat(reported(List.of(any, later, exact))).isEqualTo(exact);
		assertThat(reported(List.of(any, later, exact), List.of(near))).isEqualTo(near);
		assertThat(reported(List.of(any, later, exact, high), List.of(near))).isEqualTo(high);
	}

	@Test
	void certainAndUncertainDenialsAreReportedByRank() {
		NewPolicy uncertain = NewPolicy.deny("u", "order", "approve").when(about(Operator.EQ));
		assertThat(decide(engine(DENY.ranked(2), uncertain.ranked(1)), Map.of(), Map.of()).reason())
			.isEqualTo(Reason.EXPLICIT_DENY);
		assertThat(decide(engine(DENY.ranked(1), uncertain.ranked(2)), Map.of(), Map.of()).reason())
			.isEqualTo(Reason.INDETERMINATE_DENY);
	}

	@Test
	void explanationListsWhatWasConsideredAndWhy() {
		PolicyEngine engine = levels(
				List.of(ALLOW.ranked(9), NewPolicy.deny("uncertain", "*", "approve").when(ADMIN, about(Operator.EQ)),
						NewPolicy.allow("foreign", "invoice", "approve")),
				List.of(ALLOW.when(Condition.of("subject.role", Operator.EQ, "clerk")),
						NewPolicy.allow("unsure", "order", "approve").when(about(Operator.GT))));
		AccessRequest request = request(Map.of("role", "admin"), Map.of());
		PolicyExplanation explanation = engine.explain(request, CLOCK);
		assertThat(explanation.decision()).isEqualTo(engine.decide(request, CLOCK));
		assertThat(explanation.considered()).extracting(Considered::why)
			.containsExactlyInAnyOrder(Why.REPLACED, Why.INDETERMINATE_DENY, Why.CONDITION_FALSE,
					Why.CONDITION_UNDECIDED);
		Considered denial = explanation.considered().stream().filter(Considered::applied).findFirst().orElseThrow();
		assertThat(denial.policy()).isEqualTo(explanation.decision().matchedPolicy());
		assertThat(denial.conditions()).extracting(ConditionOutcome::outcome)
			.containsExactly(Outcome.TRUE, Outcome.UNDECIDED);
	}

	@Test
	void typeComesFromTheResource() {
		assertThat(AccessRequest.of(null, "read", Map.of("type", "a", "resource_type", "b")).resourceType())
			.isEqualTo("a");
		assertThat(AccessRequest.of(null, "read", Map.of("resource_type", "b")).resourceType()).isEqualTo("b");
		refused(ErrorCode.VALIDATION_ERROR, () -> AccessRequest.of(null, "read", Map.of("type", 5)));
		refused(ErrorCode.VALIDATION_ERROR, () -> AccessRequest.of(null, "read", null));
	}

	private static Condition about(Operator operator) {
		Object operand = switch (operator) {
			case IN, NOT_IN -> List.of(1);
			default -> 1;
		};
		return Condition.of("subject.x", operator, operand);
	}

	@SafeVarargs
	private static Policy reported(List<Policy>... levels) {
		return PolicyEngine.of(Arrays.asList(levels)).decide(request(Map.of(), Map.of()), CLOCK).matchedPolicy();
	}

	private static PolicyEngine engine(NewPolicy... policies) {
		return levels(List.of(policies));
	}

	@SafeVarargs
	private static PolicyEngine levels(List<NewPolicy>... levels) {
		return PolicyEngine
			.of(Stream.of(levels).map((level) -> level.stream().map(PolicyBuilder::stored).toList()).toList());
	}

	private static Decision decide(PolicyEngine engine, Object subject, Map<String, Object> resource) {
		return engine.decide(request(subject, resource), CLOCK);
	}

	private static AccessRequest request(Object subject, Map<String, Object> resource) {
		return new AccessRequest(subject, "approve", "order", new HashMap<>(resource), Map.of());
	}

	private record User(Profile profile, Kind kind, List<String> roles) {

	}

	private record Profile(int level) {

	}

	private record Disguise(String name) {

		public String role() {
			return this.name;
		}

	}

	private enum Kind {

		HUMAN

	}

	private static final class Bean {

		public String getRole() {
			return "admin";
		}

		public String role() {
			return "admin";
		}

	}

}
