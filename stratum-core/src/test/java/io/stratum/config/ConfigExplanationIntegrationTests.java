package io.stratum.config;

import java.util.List;

import io.stratum.ErrorCode;
import io.stratum.access.Caller;
import io.stratum.config.ConfigExplanation.Step;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ConfigExplanationIntegrationTests {

	private static ConfigFixture fixture;

	private static ConfigEntries entries;

	private static TenantId acme;

	private static TenantId emea;

	private static TenantId sales;

	@BeforeAll
	static void start() {
		fixture = new ConfigFixture();
		entries = fixture.entries;
		acme = fixture.cast.acme;
		emea = fixture.cast.emea;
		sales = fixture.cast.sales;
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@Test
	void everyLevelIsNamedWithItsEffect() {
		fixture.set(sales, "declared.max_users", 7);
		fixture.set(acme, "declared.max_users", 100);
		fixture.lock(emea, "declared.max_users", 50);
		ConfigExplanation explanation = entries.explain(sales, "declared.max_users");
		assertThat(explanation.steps()).containsExactly(
				new Step(null, -1, 10, false, false, ConfigEffect.DEFAULT, false),
				new Step(acme, 0, 100, false, false, ConfigEffect.OVERRIDDEN, false),
				new Step(emea, 1, 50, true, false, ConfigEffect.SET, true),
				new Step(sales, 2, 7, false, false, ConfigEffect.IGNORED_LOCKED, false));
		assertThat(explanation.effective()).isEqualTo(fixture.get(sales, "declared.max_users"));
	}

	@Test
	void limitedValueIsNamedAsSuch() {
		fixture.set(sales, "declared.order_limit", 600);
		fixture.set(acme, "declared.order_limit", 500);
		ConfigExplanation explanation = entries.explain(sales, "declared.order_limit");
		assertThat(explanation.steps()).extracting(Step::effect)
			.containsExactly(ConfigEffect.DEFAULT, ConfigEffect.SET, ConfigEffect.LIMITED);
		assertThat(explanation.effective()).isEqualTo(fixture.get(sales, "declared.order_limit"))
			.extracting(EffectiveValue::value, EffectiveValue::source)
			.containsExactly(500, acme);
	}

	@Test
	void unsetKeyHasNoValueAndNoSteps() {
		assertThat(entries.explain(sales, "unset")).isEqualTo(new ConfigExplanation("unset", null, List.of()));
	}

	@Test
	void valuesOfUnreachableAncestorsShowOnlyWhenInEffect() {
		fixture.set(acme, "private", "acme's");
		fixture.set(emea, "private", "emea's");
		Caller caller = TenantCast.adminOf(sales);
		assertThat(fixture.cast.as(caller, () -> entries.explain(sales, "private")).steps())
			.extracting(Step::tenant, Step::value, Step::masked)
			.containsExactly(tuple(acme, null, true), tuple(emea, "emea's", false));
		assertThat(fixture.cast.as(TenantCast.adminOf(acme), () -> entries.explain(sales, "private")).steps())
			.extracting(Step::value)
			.containsExactly("acme's", "emea's");
	}

	@Test
	void historyTellsWhoDidWhatNewestFirst() {
		fixture.cast.as(TenantCast.adminOf(acme), () -> fixture.set(acme, "told", "one"));
		fixture.set(acme, "told", "two");
		entries.delete(acme, "told");
		assertThat(entries.history(acme, "told", 10, null))
			.extracting(ConfigVersion::version, ConfigVersion::action, ConfigVersion::value, ConfigVersion::actorType,
					ConfigVersion::actorId, ConfigVersion::requestId)
			.containsExactly(tuple(3L, "delete", null, "system", null, null),
					tuple(2L, "set", "two", "system", null, null),
					tuple(1L, "set", "one", "api_key", "key-1", "request-1"));
		assertThat(entries.history(acme, "told", 1, 3L)).extracting(ConfigVersion::version).containsExactly(2L);
		refusal(ErrorCode.VALIDATION_ERROR, () -> entries.history(acme, "told", 0, null));
		refusal(ErrorCode.VALIDATION_ERROR, () -> entries.history(acme, "told", 1001, null));
	}

}
