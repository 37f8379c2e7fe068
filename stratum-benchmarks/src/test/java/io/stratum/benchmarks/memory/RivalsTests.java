package io.stratum.benchmarks.memory;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rival that decides something else would be compared with nothing.
 */
class RivalsTests {

	private final CelPolicies cel = new CelPolicies(10);

	private final CasbinPolicies casbin = new CasbinPolicies(10);

	@ParameterizedTest
	@CsvSource({ "120, 3, emea, true", "120, 3, apac, false", "1005, 3, emea, false", "1005, 7, emea, true",
			"2000, 3, emea, false" })
	void rivalsDecideByTheSameRules(long total, long level, String region, boolean allowed) {
		Map<String, Object> subject = Map.of("level", level);
		Map<String, Object> resource = Map.of("total", total, "region", region);
		assertThat(this.cel.allows(Map.of("subject", subject, "resource", resource))).isEqualTo(allowed);
		assertThat(this.casbin.allows(subject, resource)).isEqualTo(allowed);
	}

}
