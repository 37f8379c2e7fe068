package io.stratum.config;

import java.util.List;

import io.stratum.engine.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigKeysTests {

	private static final ConfigKey<Integer> LIMIT = ConfigKey.of("limit", Integer.class);

	@Test
	void keysAreListedByName() {
		assertThat(declare(LIMIT, ConfigKey.of("a", String.class)).all()).extracting(ConfigKey::name)
			.isEqualTo(List.of("a", "limit"));
	}

	@Test
	void keyIsDeclaredOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> declare(LIMIT, LIMIT)).withMessageContaining("twice");
	}

	@Test
	void nameMustBeOneThatCanBeSet() {
		assertThatIllegalArgumentException().isThrownBy(() -> declare(ConfigKey.of("batch", String.class)));
	}

	@Test
	void defaultObeysTheSchema() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> declare(LIMIT.withSchema("{\"minimum\": 1}").withDefault(0)))
			.withMessageContaining("minimum");
	}

	@Test
	void secretsCannotNarrow() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> declare(LIMIT.asSensitive().withNarrowing(Narrowing.LOWER_ONLY)));
	}

	@Test
	void defaultOfASecretIsNotShown() {
		ConfigKey<String> token = ConfigKey.of("token", String.class).withDefault("s3cret").asSensitive();
		assertThat(token.defaultValue()).isEmpty();
		assertThat(token.toString()).doesNotContain("s3cret");
	}

	@Test
	void secretShowsItselfOnlyWhenAsked() {
		Secret secret = new Secret("s3cret");
		assertThat(secret).hasToString("[redacted]").isEqualTo(new Secret("s3cret")).isNotEqualTo(new Secret("other"));
		assertThat(Json.write(secret)).isEqualTo("\"[redacted]\"");
		assertThat(secret.reveal()).isEqualTo("s3cret");
	}

	private static ConfigKeys declare(ConfigKey<?>... keys) {
		return new ConfigKeys(List.of(keys), UnknownKeys.ALLOW);
	}

}
