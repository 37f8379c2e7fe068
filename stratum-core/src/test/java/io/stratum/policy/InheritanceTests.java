package io.stratum.policy;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InheritanceTests {

	private static final InstantSource CLOCK = InstantSource.system();

	private static final NewPolicy ALLOW = NewPolicy.allow("rule", "order", "approve");

	private static final NewPolicy DENY = NewPolicy.deny("rule", "order", "approve");

	private static final Condition ADMIN = Condition.of("subject.role", Operator.EQ, "admin");

	@Test
	void inheritedAllowIsReplacedAndInheritedDenialStays() {
		assertThat(
				decide(levels(List.of(ALLOW), List.of(ALLOW.when(ADMIN))), Map.of("role", "clerk"), Map.of()).allowed())
			.isFalse();
		assertThat(decide(levels(List.of(DENY), List.of(ALLOW)), Map.of(), Map.of()).allowed()).isFalse();
		assertThat(decide(levels(List.of(ALLOW), List.of(NewPolicy.allow("other", "order", "approve").when(ADMIN))),
				Map.of("role", "clerk"), Map.of())
			.allowed()).isTrue();
	}

	@Test
	void delegatedPolicyIsReplacedWhateverItSays() {
		assertThat(decide(levels(List.of(DENY.inMode(PolicyMode.DELEGATED)), List.of(ALLOW)), Map.of(), Map.of())
			.allowed()).isTrue();
		assertThat(decide(levels(List.of(ALLOW.inMode(PolicyMode.DELEGATED)), List.of(DENY)), Map.of(), Map.of())
			.allowed()).isFalse();
	}

	@Test
	void belowALockAnOldAllowIsVoidAndAnOldDenialCounts() {
		NewPolicy lock = ALLOW.when(ADMIN).inMode(PolicyMode.LOCKED);
		assertThat(decide(levels(List.of(lock), List.of(ALLOW)), Map.of("role", "clerk"), Map.of()).allowed())
			.isFalse();
		assertThat(decide(levels(List.of(lock), List.of(DENY)), Map.of("role", "admin"), Map.of()).allowed()).isFalse();
		assertThat(decide(levels(List.of(lock), List.of()), Map.of("role", "admin"), Map.of()).allowed()).isTrue();
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

}
