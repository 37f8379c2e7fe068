package io.stratum.permission;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.stratum.engine.Json;
import io.stratum.engine.JsonData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ValueOrderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			false             | null                  | true
			null              | "gold"                | true
			false             | -1                    | true
			true              | true                  | true
			"gold"            | true                  | true
			true              | 10                    | false
			10                | false                 | false
			0                 | null                  | false
			10                | 10.0                  | true
			9                 | 10                    | true
			11                | 10                    | false
			"gold"            | "gold"                | true
			"gold"            | "golden"              | false
			10                | "10"                  | false
			["a"]             | ["b", "a"]            | true
			[]                | ["a"]                 | true
			[]                | false                 | false
			["a", "c"]        | ["b", "a"]            | false
			["a"]             | "a"                   | false
			[1.0]             | [1]                   | true
			{}                | {"a": 1}              | true
			{"a": 1}          | {"a": 2, "b": 1}      | true
			{"a": 3}          | {"a": 2, "b": 1}      | false
			{"c": 1}          | {"a": 2}              | false
			{"c": false}      | {"a": 2}              | true
			{"a": {"b": [1]}} | {"a": {"b": [1, 2]}}  | true
			{"a": {"b": [3]}} | {"a": {"b": [1, 2]}}  | false
			{"a": 1}          | ["a"]                 | false
			""")
	void valueGrantsAtMostAsMuch(String value, String bound, boolean expected) {
		assertThat(ValueOrder.isAtMost(json(value), json(bound))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			true               | 10                       | 10
			10                 | true                     | 10
			10                 | 5                        | 5
			5                  | 10                       | 5
			"gold"             | "silver"                 | false
			10                 | "10"                     | false
			false              | 10                       | false
			["read", "write"]  | ["write", "admin"]       | ["write"]
			["a"]              | ["b"]                    | []
			{"a": 5, "b": 1}   | {"a": 9, "c": 1}         | {"a": 5}
			{"a": "x"}         | {"a": "y"}               | {}
			{"a": ["x", "y"]}  | {"a": ["y", "z"]}        | {"a": ["y"]}
			["a"]              | {"a": true}              | false
			""")
	void limitIsWhatBothGrant(String bound, String value, String expected) {
		Object limit = ValueOrder.limit(json(bound), json(value));
		assertThat(JsonData.same(limit, json(expected))).as("%s", limit).isTrue();
	}

	@Test
	void limitIsTheGreatestValueBelowBoth() {
		List<Object> values = values(new Random(7541), 120);
		for (Object one : values) {
			for (Object other : values) {
				Object limit = ValueOrder.limit(one, other);
				assertThat(ValueOrder.isAtMost(limit, one) && ValueOrder.isAtMost(limit, other)).isTrue();
				assertThat(values).allMatch((value) -> !ValueOrder.isAtMost(value, one)
						|| !ValueOrder.isAtMost(value, other) || ValueOrder.isAtMost(value, limit));
			}
		}
	}

	@Test
	void orderIsReflexiveAndTransitive() {
		List<Object> values = values(new Random(20), 80);
		for (Object small : values) {
			assertThat(ValueOrder.isAtMost(small, small)).isTrue();
			for (Object middle : values) {
				if (ValueOrder.isAtMost(small, middle)) {
					assertThat(values)
						.allMatch((great) -> !ValueOrder.isAtMost(middle, great) || ValueOrder.isAtMost(small, great));
				}
			}
		}
	}

	static List<Object> values(Random random, int count) {
		List<Object> values = new ArrayList<>();
		while (values.size() < count) {
			values.add(value(random, 2));
		}
		return values;
	}

	static Object value(Random random, int depth) {
		return switch (random.nextInt((depth > 0) ? 7 : 5)) {
			case 0 -> false;
			case 1 -> true;
			case 2 -> (random.nextInt(4) == 0) ? null : random.nextInt(4);
			case 3 -> new BigDecimal(random.nextInt(4) + ".0");
			case 4 -> (random.nextBoolean()) ? "gold" : "silver";
			case 5 -> items(random, depth);
			default -> members(random, depth);
		};
	}

	private static List<Object> items(Random random, int depth) {
		List<Object> items = new ArrayList<>();
		for (int index = random.nextInt(4); index > 0; index--) {
			items.add(value(random, depth - 1));
		}
		return Collections.unmodifiableList(items);
	}

	private static Map<String, Object> members(Random random, int depth) {
		Map<String, Object> members = new LinkedHashMap<>();
		for (int index = random.nextInt(4); index > 0; index--) {
			members.put(String.valueOf((char) ('a' + random.nextInt(3))), value(random, depth - 1));
		}
		return Collections.unmodifiableMap(members);
	}

	private static Object json(String text) {
		return Json.mapper().readValue(text, Object.class);
	}

}
