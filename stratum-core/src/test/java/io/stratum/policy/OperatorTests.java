package io.stratum.policy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stratum.engine.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

class OperatorTests {

	@ParameterizedTest(name = "{0} {1} {2} is {3}")
	@CsvSource(delimiter = '|', textBlock = """
			"a"        | eq       | "a"         | TRUE
			"a"        | eq       | "A"         | FALSE
			"5"        | eq       | 5           | FALSE
			5          | eq       | 5.0         | TRUE
			5          | eq       | "5"         | FALSE
			5.1        | eq       | 5           | FALSE
			true       | eq       | true        | TRUE
			true       | eq       | "true"      | FALSE
			1          | eq       | true        | FALSE
			["a"]      | eq       | "a"         | UNDECIDED
			{"a": 1}   | eq       | 1           | UNDECIDED
			"a"        | neq      | "a"         | FALSE
			"a"        | neq      | "b"         | TRUE
			"5"        | neq      | 5           | TRUE
			5          | neq      | 5.0         | FALSE
			["a"]      | neq      | "a"         | UNDECIDED
			"a"        | in       | ["a", "b"]  | TRUE
			"c"        | in       | ["a", "b"]  | FALSE
			1.0        | in       | [1, "a"]    | TRUE
			"1"        | in       | [1, true]   | FALSE
			"a"        | in       | []          | FALSE
			["a"]      | in       | ["a"]       | UNDECIDED
			["a"]      | in       | []          | UNDECIDED
			{}         | in       | ["a"]       | UNDECIDED
			"a"        | not_in   | ["a", "b"]  | FALSE
			"c"        | not_in   | ["a", "b"]  | TRUE
			"a"        | not_in   | []          | TRUE
			["a"]      | not_in   | ["b"]       | UNDECIDED
			["a", "b"] | contains | "a"         | TRUE
			["a", "b"] | contains | "c"         | FALSE
			[1, 2.0]   | contains | 2           | TRUE
			["2"]      | contains | 2           | FALSE
			[null, []] | contains | "a"         | FALSE
			[]         | contains | "a"         | FALSE
			"abc"      | contains | "a"         | UNDECIDED
			{"a": 1}   | contains | "a"         | UNDECIDED
			11         | gt       | 10          | TRUE
			10         | gt       | 10          | FALSE
			10.5       | gt       | 10          | TRUE
			"11"       | gt       | 10          | UNDECIDED
			true       | gt       | 0           | UNDECIDED
			[11]       | gt       | 10          | UNDECIDED
			10         | gte      | 10.0        | TRUE
			9          | gte      | 10          | FALSE
			"x"        | gte      | 10          | UNDECIDED
			9          | lt       | 10          | TRUE
			10         | lt       | 10          | FALSE
			"x"        | lt       | 10          | UNDECIDED
			10         | lte      | 10          | TRUE
			10.01      | lte      | 10          | FALSE
			{}         | lte      | 10          | UNDECIDED
			1e300      | gt       | 1e299       | TRUE
			9007199254740993 | gt | 9007199254740992 | TRUE
			""")
	void truthTable(String attribute, String operator, String operand, Outcome expected) {
		assertThat(test(plain(attribute), operator, plain(operand))).isEqualTo(expected);
		assertThat(test(Attributes.plain(Json.read(attribute)), operator, plain(operand))).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource("numbersOfJava")
	void everyNumberOfJavaIsANumber(Number seven) {
		assertThat(test(seven, "eq", 7)).isEqualTo(Outcome.TRUE);
		assertThat(test(seven, "gt", 6.5)).isEqualTo(Outcome.TRUE);
		assertThat(test(seven, "lt", new BigDecimal("7.1"))).isEqualTo(Outcome.TRUE);
		assertThat(test(seven, "in", List.of("x", 7))).isEqualTo(Outcome.TRUE);
		assertThat(test(List.of(seven), "contains", 7)).isEqualTo(Outcome.TRUE);
	}

	static Stream<Number> numbersOfJava() {
		return Stream.of((byte) 7, (short) 7, 7, 7L, 7f, 7d, BigInteger.valueOf(7), new BigDecimal("7.00"));
	}

	@ParameterizedTest
	@MethodSource("unusable")
	void whatIsNoDataIsUndecided(Object attribute, String operator, Object operand) {
		assertThat(test(attribute, operator, operand)).isEqualTo(Outcome.UNDECIDED);
	}

	static Stream<Arguments> unusable() {
		List<Object> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN, new AtomicInteger(1),
				new Object(), 'a', new String[] { "a" });
		return values.stream()
			.flatMap((value) -> Stream.of(Arguments.of(value, "eq", 1), Arguments.of(value, "neq", 1),
					Arguments.of(value, "in", List.of(1)), Arguments.of(value, "not_in", List.of(1)),
					Arguments.of(value, "contains", "a"), Arguments.of(value, "gt", 1), Arguments.of(value, "lte", 1)));
	}

	@Test
	void zeroHasNoSign() {
		assertThat(test(-0.0, "eq", 0)).isEqualTo(Outcome.TRUE);
		assertThat(test(-0.0, "lt", 0)).isEqualTo(Outcome.FALSE);
	}

	@Test
	void setsAreLists() {
		assertThat(test(Set.of("a", "b"), "contains", "a")).isEqualTo(Outcome.TRUE);
	}

	@Test
	void thereAreExactlyNine() {
		assertThat(Operator.values()).extracting(Operator::wireName)
			.containsExactly("eq", "neq", "in", "not_in", "contains", "gt", "gte", "lt", "lte");
		refused(ErrorCode.INVALID_ABAC_OPERATOR, () -> Operator.ofWireName("regex"));
		refused(ErrorCode.INVALID_ABAC_OPERATOR, () -> Operator.ofWireName("EQ"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			eq       | ["a"]
			eq       | null
			neq      | {"a": 1}
			in       | "a"
			in       | [["a"]]
			in       | [null]
			not_in   | 5
			contains | ["a"]
			gt       | "10"
			gte      | true
			lt       | [1]
			lte      | null
			""")
	void operandOfTheWrongKindIsRefused(String operator, String operand) {
		Condition condition = Condition.of("subject.x", Operator.ofWireName(operator), plain(operand));
		refused(ErrorCode.VALIDATION_ERROR, () -> NewPolicy.allow("p", "order", "read").when(condition));
	}

	@Test
	void issuesNameEachCondition() {
		Condition good = Condition.of("subject.x", Operator.EQ, "a");
		assertThat(refused(ErrorCode.VALIDATION_ERROR,
				() -> NewPolicy.allow("p", "order", "read")
					.when(good, Condition.of("subject.", Operator.GT, "b"), Condition.of("", Operator.EQ, "c"))))
			.isInstanceOfSatisfying(InvalidInputException.class, (ex) -> assertThat(ex.issues()).extracting(Issue::path)
				.containsExactly("conditions[1].attribute", "conditions[1].value", "conditions[2].attribute"));
	}

	@Test
	void namesFollowTheRule() {
		refused(ErrorCode.VALIDATION_ERROR, () -> NewPolicy.allow("", "order", "read"));
		refused(ErrorCode.VALIDATION_ERROR, () -> NewPolicy.allow("p", "o\nrder", "read"));
		refused(ErrorCode.VALIDATION_ERROR, () -> NewPolicy.allow("p", "order", "x".repeat(256)));
		refused(ErrorCode.VALIDATION_ERROR, () -> Effect.ofWireName("permit"));
		refused(ErrorCode.VALIDATION_ERROR, () -> PolicyMode.ofWireName("FREE"));
		refused(ErrorCode.VALIDATION_ERROR, () -> OnMissing.ofWireName("match"));
		Condition large = Condition.of("subject.x", Operator.EQ, "x".repeat(40_000));
		refused(ErrorCode.VALIDATION_ERROR, () -> NewPolicy.allow("p", "order", "read").when(large, large));
	}

	private static Outcome test(Object attribute, String operator, Object operand) {
		return Operator.ofWireName(operator).test(new Operand(operand), attribute);
	}

	private static Object plain(String json) {
		return Json.mapper().readValue(json, Object.class);
	}

}
