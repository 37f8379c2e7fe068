package io.stratum.autoconfigure.access;

import java.time.Duration;
import java.util.List;

import io.stratum.StratumStartupException;
import io.stratum.access.ApiKeyRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ApiKeyPropertiesTests {

	@Test
	void prefixAndDormancyBecomeRules() {
		assertThat(properties("acme_key_", Duration.ofDays(365)).rules())
			.isEqualTo(new ApiKeyRules("acme_key_", Duration.ofDays(365)));
	}

	@ParameterizedTest
	@CsvSource({ "sk_test_, 90", "Key-, 90", "sk_live_, 0", "sk_live_, 366" })
	void impossibleRuleIsNamedWithItsProperty(String prefix, int days) {
		assertThatExceptionOfType(StratumStartupException.class)
			.isThrownBy(() -> properties(prefix, Duration.ofDays(days)).rules())
			.withMessageContaining("stratum.api-key.prefix")
			.withMessageContaining("stratum.api-key.dormant-after");
	}

	@Test
	void secretsAreNotShown() {
		assertThat(properties("acme_key_", Duration.ofDays(90))).hasToString("ApiKeyProperties[secrets hidden]");
	}

	private static ApiKeyProperties properties(String prefix, Duration dormantAfter) {
		return new ApiKeyProperties("a secret that nobody shall see in any text", List.of(), prefix, dormantAfter);
	}

}
