package io.stratum.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class DeclaredConfigIntegrationTests {

	private static ConfigFixture fixture;

	private static ConfigEntries entries;

	private TenantId parent;

	private TenantId child;

	@BeforeAll
	static void startDatabase() {
		fixture = new ConfigFixture();
		entries = fixture.entries;
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void start() {
		this.parent = fixture.child(fixture.cast.acme);
		this.child = fixture.child(this.parent);
	}

	static List<Arguments> brokenValues() {
		return List.of(Arguments.of(0, "minimum"), Arguments.of(new BigDecimal("1.5"), "type"),
				Arguments.of("7", "type"));
	}

	@ParameterizedTest
	@MethodSource("brokenValues")
	void brokenSchemaNamesTheRule(Object value, String rule) {
		InvalidInputException refused = catchThrowableOfType(InvalidInputException.class,
				() -> fixture.set(this.parent, "declared.max_users", value));
		assertThat(refused.issues()).extracting(Issue::code).containsExactly(rule);
		assertThat(entries.findOwn(this.parent, "declared.max_users")).isEmpty();
	}

	@Test
	void defaultHoldsWhereNobodySetsAValue() {
		assertThat(fixture.get(this.child, "declared.max_users"))
			.isEqualTo(new EffectiveValue("declared.max_users", 10, null, true, false, false, false, null));
	}

	@Test
	void secretIsNotRepeatedInIssues() {
		InvalidInputException refused = catchThrowableOfType(InvalidInputException.class,
				() -> fixture.set(this.parent, "declared.token", "short"));
		assertThat(refused.issues())
			.containsExactly(new Issue("value", "The value breaks the rule 'minLength' of its schema.", "minLength"));
	}

	@Test
	void declaredSecretIsAlwaysSealed() {
		assertThat(fixture.set(this.parent, "declared.token", "long enough").masked()).isTrue();
		refusal(ErrorCode.VALIDATION_ERROR,
				() -> entries.set(this.parent, ConfigChange.of("declared.token", "long enough").sensitive(false)));
		assertThat(fixture.count("select count(*) from stratum.config_entry where tenant_id = ? and sealed is not null",
				this.parent.value()))
			.isEqualTo(1);
	}

	@Test
	void keyWithoutLocksCannotBeLocked() {
		refusal(ErrorCode.VALIDATION_ERROR, () -> fixture.lock(this.parent, "declared.colour", "green"));
		assertThat(fixture.set(this.parent, "declared.colour", "green").locked()).isFalse();
	}

	@Test
	void keyThatNarrowsCannotBeSecret() {
		refusal(ErrorCode.VALIDATION_ERROR,
				() -> entries.set(this.parent, ConfigChange.of("declared.order_limit", 1).sensitive(true)));
	}

	@Test
	void undeclaredKeysCanBeRejected() {
		ConfigEntries strict = fixture.entries(UnknownKeys.REJECT);
		refusal(ErrorCode.CONFIG_KEY_UNKNOWN, () -> strict.set(this.parent, ConfigChange.of("undeclared", 1)));
		assertThat(strict.set(this.parent, ConfigChange.of("declared.max_users", 1)).version()).isEqualTo(1);
		assertThat(strict.keys()).hasSize(6);
	}

	@Test
	void lowerOnlyKeepsTheRunningMinimum() {
		fixture.set(this.parent, "declared.order_limit", 1000);
		fixture.set(this.child, "declared.order_limit", 600);
		StratumException refused = refusal(ErrorCode.CONFIG_BOUND_EXCEEDED,
				() -> fixture.set(this.child, "declared.order_limit", 1001));
		assertThat(refused.details()).isEqualTo(
				Map.of("key", "declared.order_limit", "source_tenant_id", this.parent.toString(), "bound", 1000));
		fixture.set(this.parent, "declared.order_limit", 500);
		assertThat(fixture.get(this.child, "declared.order_limit"))
			.extracting(EffectiveValue::value, EffectiveValue::source)
			.containsExactly(500, this.parent);
		fixture.set(this.parent, "declared.order_limit", 700);
		assertThat(fixture.get(this.child, "declared.order_limit").value()).isEqualTo(600);
	}

	@Test
	void raiseOnlyKeepsTheRunningMaximum() {
		fixture.set(this.parent, "declared.minimum_age", 16);
		refusal(ErrorCode.CONFIG_BOUND_EXCEEDED, () -> fixture.set(this.child, "declared.minimum_age", 15));
		fixture.set(this.child, "declared.minimum_age", 18);
		fixture.set(this.parent, "declared.minimum_age", 21);
		assertThat(fixture.get(this.child, "declared.minimum_age").value()).isEqualTo(21);
		refusal(ErrorCode.VALIDATION_ERROR, () -> fixture.set(this.parent, "declared.minimum_age", null));
	}

	@Test
	void subsetOnlyKeepsTheRunningIntersection() {
		fixture.set(this.parent, "declared.regions", List.of("eu", "us", "ap"));
		refusal(ErrorCode.CONFIG_BOUND_EXCEEDED,
				() -> fixture.set(this.child, "declared.regions", List.of("eu", "mars")));
		fixture.set(this.child, "declared.regions", List.of("eu", "us"));
		fixture.set(this.parent, "declared.regions", List.of("us", "ap"));
		assertThat(fixture.get(this.child, "declared.regions"))
			.extracting(EffectiveValue::value, EffectiveValue::source)
			.containsExactly(List.of("us"), this.child);
		assertThat(entries.explain(this.child, "declared.regions").steps())
			.extracting(ConfigExplanation.Step::effect, ConfigExplanation.Step::effective)
			.last()
			.isEqualTo(tuple(ConfigEffect.LIMITED, true));
	}

}
