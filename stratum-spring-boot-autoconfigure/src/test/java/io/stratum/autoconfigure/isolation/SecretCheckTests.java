package io.stratum.autoconfigure.isolation;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.stratum.isolation.doctor.DoctorFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets that could be guessed are found and not repeated.
 */
class SecretCheckTests {

	private static final String PEPPER = "stratum.api-key.hmac-secret";

	private static final String KEY = "stratum.encryption.key";

	private static final String RANDOM = "q9Zl2cVwXo0f7bTn4YkRr1sEJHp8uGmA5dC6iLxKvQM=";

	private static final String OTHER = "Tz7mWb3NfYq0hXc5Rk9eVd1uLg8oJs4iPa6nCx2tEwU=";

	@Test
	void randomSecretsPass() {
		assertThat(found(Map.of(PEPPER, RANDOM, KEY, OTHER))).isEmpty();
		assertThat(found(Map.of(PEPPER, RANDOM, "stratum.api-key.previous-hmac-secrets[0]", RANDOM))).isEmpty();
		assertThat(found(Map.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "thequickbrownfoxjumpsthequickbrownfoxjumps",
			"my-very-own-Secret-of-the-application-1234", "CHANGEME-q9Zl2cVwXo0f7bTn4YkRr1sEJHp8uGmA5d" })
	void secretThatIsNotRandomIsAnErrorAndNotRepeated(String weak) {
		for (String property : List.of(PEPPER, KEY)) {
			assertThat(found(Map.of(property, weak))).singleElement()
				.satisfies((finding) -> assertThat(finding.object()).isEqualTo(property))
				.satisfies((finding) -> assertThat(finding.toString()).doesNotContain(weak));
		}
		for (String property : List.of("stratum.api-key.previous-hmac-secrets", "stratum.encryption.previous-keys")) {
			assertThat(found(Map.of(property + "[0]", weak))).singleElement()
				.satisfies((finding) -> assertThat(finding.object()).isEqualTo(property));
		}
	}

	@Test
	void keysOfAllZerosAreFound() {
		assertThat(found(Map.of(KEY, Base64.getEncoder().encodeToString(new byte[32])))).hasSize(1);
	}

	@Test
	void oneSecretForTwoPurposesIsFound() {
		assertThat(found(Map.of(PEPPER, RANDOM, KEY, RANDOM))).singleElement()
			.satisfies((finding) -> assertThat(finding.finding()).contains("the same as '" + PEPPER + "'"));
	}

	private static List<DoctorFinding> found(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("secrets", properties));
		return new SecretCheck(environment).examine();
	}

}
