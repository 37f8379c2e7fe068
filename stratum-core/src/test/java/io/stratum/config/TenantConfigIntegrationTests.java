package io.stratum.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.stratum.ErrorCode;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TenantConfigIntegrationTests {

	private static ConfigFixture fixture;

	private static TenantConfig config;

	private static TenantId acme;

	private static TenantId emea;

	@BeforeAll
	static void start() {
		fixture = new ConfigFixture();
		config = fixture.config;
		acme = fixture.cast.acme;
		emea = fixture.cast.emea;
		fixture.set(acme, "billing.max-seats", 25);
		fixture.set(acme, "billing.tax_rates", List.of(7, 19));
		fixture.set(acme, "billing.limits.per-day", 3);
		fixture.set(acme, "billing.contact", Map.of("first_name", "Ada", "unknown", 1));
		fixture.set(emea, "billing.currency", "EUR");
		fixture.hide(acme, "billing.api_token", "s3cret");
		fixture.set(fixture.cast.globex, "billing.max_seats", 7);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@Test
	void recordIsBoundFromEffectiveConfig() {
		Billing billing = in(emea, () -> config.bind("billing", Billing.class));
		assertThat(billing).isEqualTo(new Billing(25, "EUR", List.of(7, 19), new Limits(3, 100),
				new Contact("Ada", null), new Secret("s3cret"), Optional.empty(), 0, Map.of()));
		assertThat(billing.toString()).doesNotContain("s3cret");
		assertThat(billing.apiToken().reveal()).isEqualTo("s3cret");
	}

	@Test
	void declaredKeysKeepTheirType() {
		fixture.set(acme, "declared.max_users", 12);
		fixture.set(acme, "declared.regions", List.of("eu"));
		int users = in(emea, () -> config.get(ConfigFixture.MAX_USERS));
		assertThat(users).isEqualTo(12);
		assertThat(in(emea, () -> config.get(ConfigFixture.REGIONS))).containsExactly("eu");
		assertThat(in(fixture.cast.globex, () -> config.get(ConfigFixture.MAX_USERS))).isEqualTo(10);
		assertThat(in(emea, () -> config.find(ConfigFixture.MINIMUM_AGE))).isEmpty();
		refusal(ErrorCode.CONFIG_NOT_FOUND, () -> in(emea, () -> config.get(ConfigFixture.MINIMUM_AGE)));
	}

	@Test
	void markedRecordIsFilledOnceForEachStateOfConfig() {
		fixture.set(acme, "door.limits.per_day", 5);
		Door first = in(emea, () -> config.bind(Door.class));
		assertThat(first).isEqualTo(new Door(new Limits(5, 100), Optional.empty()))
			.isSameAs(in(emea, () -> config.bind(Door.class)));
		fixture.set(emea, "door.color", "red");
		assertThat(in(emea, () -> config.bind(Door.class)).color()).contains("red");
		assertThat(in(acme, () -> config.bind(Door.class)).color()).isEmpty();
	}

	@Test
	void recordThatSomebodyCouldChangeOrThatHoldsASecretIsFilledEachTime() {
		fixture.set(acme, "shelf.lengths", List.of(1));
		assertThat(in(acme, () -> config.bind(Shelf.class))).isNotSameAs(in(acme, () -> config.bind(Shelf.class)));
		assertThat(in(acme, () -> config.bind(Safe.class))).isNotSameAs(in(acme, () -> config.bind(Safe.class)));
	}

	@Test
	void recordWithoutPrefixIsRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> in(acme, () -> config.bind(Limits.class)))
			.withMessageContaining("@TenantConfigurationProperties");
	}

	@Test
	void brokenRuleIsNamedWithKeyAndSourceAndWithoutTheValue() {
		fixture.set(acme, "gate.limits.per-day", 987_654_321);
		TenantConfig checked = new TenantConfig(fixture.entries, fixture.cast.engine.context,
				(filled) -> List.of(new Issue("limits.perDay", "must be less", "max")));
		StratumException refused = refusal(ErrorCode.CONFIG_TYPE_MISMATCH,
				() -> in(emea, () -> checked.bind("gate", Door.class)));
		assertThat(refused.details()).containsEntry("key", "gate.limits.per-day")
			.containsEntry("rule", "max")
			.containsEntry("source_tenant_id", acme.toString());
		assertThat(refused).hasMessageContaining("gate.limits.per-day")
			.hasMessageContaining(acme.toString())
			.hasMessageNotContaining("987654321");
		refused = refusal(ErrorCode.CONFIG_TYPE_MISMATCH, () -> in(emea, () -> checked.bind("nowhere", Door.class)));
		assertThat(refused).hasMessageContaining("nobody sets");
	}

	@Test
	void valueThatDoesNotFitIsNamedWithoutShowingIt() {
		fixture.set(acme, "misfit", "canary");
		StratumException refused = refusal(ErrorCode.CONFIG_TYPE_MISMATCH,
				() -> in(emea, () -> config.get("misfit", Integer.class)));
		assertThat(refused.details())
			.isEqualTo(Map.of("key", "misfit", "source_tenant_id", acme.toString(), "type", "java.lang.Integer"));
		assertThat(refused).hasNoCause().hasMessageNotContaining("canary");
		fixture.set(acme, "misfit", "7");
		refusal(ErrorCode.CONFIG_TYPE_MISMATCH, () -> in(emea, () -> config.get("misfit", Integer.class)));
	}

	@Test
	void sensitiveValueIsReadAsSecretOnly() {
		assertThat(in(emea, () -> config.get("billing.api_token", Secret.class)).reveal()).isEqualTo("s3cret");
		refusal(ErrorCode.CONFIG_TYPE_MISMATCH, () -> in(emea, () -> config.get("billing.api_token", String.class)));
	}

	@Test
	void nullIsEmpty() {
		fixture.set(acme, "nothing", null);
		assertThat(in(emea, () -> config.find("nothing", String.class))).isEmpty();
		assertThat(in(emea, () -> config.find("never_set", String.class))).isEmpty();
	}

	@Test
	void withoutATenantThereIsNoConfig() {
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> config.get(ConfigFixture.MAX_USERS));
		assertThatExceptionOfType(TenantNotBoundException.class)
			.isThrownBy(() -> config.bind("billing", Billing.class));
	}

	@Test
	void tenantsInParallelSeeTheirOwn() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Boolean>> answers = IntStream.range(0, 1000)
				.mapToObj((index) -> executor.submit(() -> seesItsOwn(index % 2 == 0)))
				.toList();
			for (Future<Boolean> answer : answers) {
				assertThat(answer.get()).isTrue();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static boolean seesItsOwn(boolean ours) {
		int seats = in(ours ? emea : fixture.cast.globex, () -> config.bind("billing", Billing.class)).maxSeats();
		return seats == (ours ? 25 : 7);
	}

	private static <T> T in(TenantId tenant, Supplier<T> work) {
		return fixture.cast.in(tenant, work);
	}

	record Billing(int maxSeats, @DefaultValue("USD") String currency, List<Integer> taxRates, Limits limits,
			Contact contact, Secret apiToken, Optional<String> note, int absent, Map<String, String> extra) {

	}

	record Limits(int perDay, @DefaultValue("100") int perMonth) {

	}

	record Contact(String firstName, String lastName) {

	}

	@TenantConfigurationProperties("door")
	record Door(Limits limits, Optional<String> color) {

	}

	@TenantConfigurationProperties("shelf")
	record Shelf(List<Integer> lengths) {

	}

	@TenantConfigurationProperties("safe")
	record Safe(Optional<Secret> code) {

	}

}
