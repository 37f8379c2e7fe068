package io.stratum.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.stratum.Issue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonInputTests {

	@ParameterizedTest
	@MethodSource
	void whatCanBeStoredPasses(Object value) {
		assertThat(JsonInput.check("config", value)).isEmpty();
		assertThat(JsonInput.check("config", Json.read(Json.write(value)))).isEmpty();
	}

	static List<Object> whatCanBeStoredPasses() {
		return List.of(Map.of(), List.of(), "", "line\nbreak 🦊", 0, 1.5, true, new BigDecimal("1e-300"),
				new BigDecimal("1e308"), nested(JsonInput.MAX_LEVELS), Map.of("list", Arrays.asList(1, null)),
				"x".repeat(JsonInput.MAX_BYTES - 2));
	}

	@ParameterizedTest
	@MethodSource
	void whatTheDatabaseOrTheHashWouldRefuseIsAnIssue(Object value) {
		assertThat(JsonInput.check("config", value)).get().extracting(Issue::code).isEqualTo("json");
	}

	static List<Object> whatTheDatabaseOrTheHashWouldRefuseIsAnIssue() {
		return List.of("\0", Map.of("a\0", 1), List.of("half \ud83e"), Double.NaN, new BigDecimal("1e400"),
				BigInteger.TEN.pow(400), new BigDecimal("1e-100000"), nested(JsonInput.MAX_LEVELS + 1), new Object(),
				Map.of(1, 2), Json.read("\"\\u0000\""), Json.read("{\"a\":[1e400]}"), Json.read("{\"\\u0000\":1}"));
	}

	@ParameterizedTest
	@MethodSource
	void moreThanSixtyFourKilobytesAreAnIssue(Object value) {
		assertThat(JsonInput.check("config", value)).get().extracting(Issue::code).isEqualTo("size");
	}

	static List<Object> moreThanSixtyFourKilobytesAreAnIssue() {
		return List.of("x".repeat(JsonInput.MAX_BYTES - 1), "é".repeat(JsonInput.MAX_BYTES / 2));
	}

	private static Object nested(int levels) {
		Object value = List.of();
		for (int level = 1; level < levels; level++) {
			value = List.of(value);
		}
		return value;
	}

}
