package io.stratum.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantCast;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantStatus;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.stratum.config.ConfigFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConfigEntriesIntegrationTests {

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
	void nearestValueWinsAndDeletionExposesTheInheritedOne() {
		fixture.set(acme, "max_users", 100);
		assertThat(fixture.get(sales, "max_users"))
			.isEqualTo(new EffectiveValue("max_users", 100, acme, true, false, false, false, null));
		fixture.set(emea, "max_users", 50);
		assertThat(fixture.get(sales, "max_users").value()).isEqualTo(50);
		assertThat(fixture.get(sales, "max_users").source()).isEqualTo(emea);
		fixture.set(sales, "max_users", 5);
		assertThat(fixture.get(sales, "max_users"))
			.isEqualTo(new EffectiveValue("max_users", 5, sales, false, false, false, false, null));
		entries.delete(sales, "max_users");
		entries.delete(emea, "max_users");
		assertThat(fixture.get(sales, "max_users").source()).isEqualTo(acme);
	}

	@Test
	void emptyValuesAreValues() {
		List<Object> empty = Arrays.asList(false, 0, "", null, List.of(), Map.of());
		fixture.set(acme, "empty", "something");
		for (Object value : empty) {
			fixture.set(emea, "empty", value);
			assertThat(fixture.get(sales, "empty").value()).isEqualTo(value);
			assertThat(fixture.get(sales, "empty").source()).isEqualTo(emea);
		}
	}

	@Test
	void lockedKeyCanBeSetByItsOwnerOnly() {
		fixture.lock(acme, "currency", "EUR");
		StratumException refused = refusal(ErrorCode.CONFIG_LOCKED, () -> fixture.set(sales, "currency", "USD"));
		assertThat(refused.details()).isEqualTo(Map.of("key", "currency", "source_tenant_id", acme.toString()));
		refusal(ErrorCode.CONFIG_LOCKED, () -> fixture.set(emea, "currency", "USD"));
		assertThat(fixture.get(acme, "currency").locked()).isTrue();
		assertThat(fixture.get(acme, "currency").inherited()).isFalse();
		assertThat(fixture.get(sales, "currency").locked()).isTrue();
		fixture.set(acme, "currency", "CHF");
		assertThat(fixture.get(sales, "currency").value()).isEqualTo("CHF");
		entries.set(acme, ConfigChange.of("currency", "CHF").locked(false));
		assertThat(fixture.set(emea, "currency", "USD").value()).isEqualTo("USD");
	}

	@Test
	void shallowestLockWins() {
		fixture.lock(emea, "depth", "emea");
		fixture.lock(acme, "depth", "acme");
		assertThat(fixture.get(sales, "depth").value()).isEqualTo("acme");
		assertThat(refusal(ErrorCode.CONFIG_LOCKED, () -> fixture.set(sales, "depth", "sales")).details())
			.containsEntry("source_tenant_id", acme.toString());
	}

	@Test
	void valueStoredBeforeTheLockIsHiddenAndReturns() {
		fixture.set(emea, "hidden", 5);
		fixture.lock(acme, "hidden", 9);
		assertThat(fixture.get(emea, "hidden").value()).isEqualTo(9);
		assertThat(entries.findOwn(emea, "hidden")).hasValueSatisfying((own) -> assertThat(own.value()).isEqualTo(5));
		entries.set(acme, ConfigChange.of("hidden", 9).locked(false));
		assertThat(fixture.get(emea, "hidden").value()).isEqualTo(5);
		fixture.lock(acme, "hidden", 9);
		entries.delete(emea, "hidden");
		entries.set(acme, ConfigChange.of("hidden", 9).locked(false));
		assertThat(fixture.get(emea, "hidden").value()).isEqualTo(9);
	}

	@Test
	void flagsLeftOutStayAsTheyAre() {
		entries.set(acme, ConfigChange.of("flags", "s3cret").locked(true).sensitive(true));
		ConfigEntry again = fixture.set(acme, "flags", "other");
		assertThat(again.locked()).isTrue();
		assertThat(again.sensitive()).isTrue();
		assertThat(again.version()).isEqualTo(2);
		assertThat(fixture.count("select count(*) from stratum.config_entry where key = 'flags'")).isEqualTo(1);
		assertThat(entries.history(acme, "flags", 10, null)).extracting(ConfigVersion::version).containsExactly(2L, 1L);
		assertThat(fixture.set(emea, "fresh", 1).locked()).isFalse();
		assertThat(entries.findOwn(emea, "fresh").orElseThrow().sensitive()).isFalse();
	}

	@Test
	void deletingWhatIsNotThereIsNotFound() {
		fixture.set(acme, "inherited_only", 1);
		StratumException refused = refusal(ErrorCode.CONFIG_NOT_FOUND, () -> entries.delete(emea, "inherited_only"));
		assertThat(refused.details()).isEqualTo(Map.of("key", "inherited_only"));
		refusal(ErrorCode.CONFIG_NOT_FOUND, () -> entries.get(emea, "never_set"));
	}

	@Test
	void staleVersionChangesNothing() {
		fixture.set(acme, "versioned", 1);
		fixture.set(acme, "versioned", 2);
		StratumException stale = refusal(ErrorCode.PRECONDITION_FAILED,
				() -> entries.set(acme, ConfigChange.of("versioned", 3).ifVersion(1)));
		assertThat(stale.details()).containsEntry("version", 2L);
		refusal(ErrorCode.PRECONDITION_FAILED, () -> entries.delete(acme, "versioned", 1L));
		refusal(ErrorCode.PRECONDITION_FAILED, () -> entries.set(acme, ConfigChange.of("versioned", 3).ifVersion(0)));
		assertThat(fixture.get(acme, "versioned").value()).isEqualTo(2);
		assertThat(entries.set(acme, ConfigChange.of("versioned", 3).ifVersion(2)).version()).isEqualTo(3);
		entries.delete(acme, "versioned", 3L);
		assertThat(fixture.set(acme, "versioned", 1).version()).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "batch", "inheritance", "drift", ".dot", "-dash", "with space", "slash/", "umläut",
			"nul\0", "new\nline" })
	void malformedAndReservedKeysAreRefused(String key) {
		assertThat(issues(() -> fixture.set(acme, key, 1))).extracting(Issue::path).containsExactly("key");
	}

	@Test
	void longestKeyHas255Characters() {
		assertThat(fixture.set(acme, "k".repeat(255), 1).key()).hasSize(255);
		assertThat(issues(() -> fixture.set(acme, "k".repeat(256), 1))).extracting(Issue::code)
			.containsExactly("pattern");
	}

	@Test
	void valueIsRequired() {
		assertThat(issues(() -> entries.set(acme, new ConfigChange("no_value", null, null, null, null))))
			.containsExactly(new Issue("value", "A value is required.", "required"));
	}

	@Test
	void valueHasAtMost64KiB() {
		assertThat(fixture.set(acme, "large", "x".repeat(64 * 1024 - 2)).version()).isEqualTo(1);
		assertThat(issues(() -> fixture.set(acme, "large", "x".repeat(64 * 1024 - 1)))).extracting(Issue::code)
			.containsExactly("size");
		assertThat(issues(() -> fixture.set(acme, "large", "ä".repeat(33 * 1024)))).extracting(Issue::code)
			.containsExactly("size");
	}

	@Test
	void whatTheDatabaseCannotKeepIsRefused() {
		Object deep = "end";
		for (int depth = 0; depth < 101; depth++) {
			deep = List.of(deep);
		}
		for (Object value : List.of("nul \0", Map.of("nul \0", 1), "half \ud800", Double.NaN, Json.read("1e100000"),
				deep)) {
			assertThat(issues(() -> fixture.set(acme, "odd", value))).extracting(Issue::path).containsExactly("value");
		}
		refusal(ErrorCode.CONFIG_NOT_FOUND, () -> fixture.get(acme, "odd"));
	}

	@Test
	void valuesComeBackExactly() {
		Object value = Json.mapper()
			.readValue("{\"a\": [1, 2.50, 12345678901234567890, 1e-7, null, true], \"ü\": {\"x\": \"\\u2028\"}}",
					Object.class);
		fixture.set(acme, "exact", value);
		assertThat(JsonValues.same(fixture.get(acme, "exact").value(), value)).isTrue();
	}

	@Test
	void resolvedConfigCannotBeChanged() {
		fixture.set(acme, "object", Map.of("list", List.of(1)));
		Map<String, EffectiveValue> resolved = entries.resolve(acme);
		assertThat(resolved).isUnmodifiable();
		assertThat((Map<?, ?>) resolved.get("object").value()).isUnmodifiable();
		assertThat(List.copyOf(resolved.keySet())).isSorted();
	}

	@Test
	void archivedAncestorsContributeNothing() {
		TenantId middle = fixture.child(acme);
		TenantId leaf = fixture.child(middle);
		fixture.set(acme, "status", "acme");
		fixture.lock(middle, "status", "middle");
		fixture.cast.setStatus(middle, TenantStatus.SUSPENDED);
		assertThat(fixture.get(leaf, "status").value()).isEqualTo("middle");
		refusal(ErrorCode.CONFIG_LOCKED, () -> fixture.set(leaf, "status", "leaf"));
		fixture.cast.setStatus(middle, TenantStatus.ARCHIVED);
		assertThat(fixture.get(leaf, "status").value()).isEqualTo("acme");
		assertThat(entries.explain(leaf, "status").steps()).hasSize(1);
		assertThat(fixture.set(leaf, "status", "leaf").value()).isEqualTo("leaf");
	}

	@Test
	void configOfAnArchivedTenantIsGone() {
		TenantId child = fixture.child(acme);
		fixture.set(child, "state", 1);
		fixture.cast.setStatus(child, TenantStatus.SUSPENDED);
		assertThat(fixture.get(child, "state").value()).isEqualTo(1);
		assertThat(fixture.set(child, "state", 2).version()).isEqualTo(2);
		fixture.cast.setStatus(child, TenantStatus.ARCHIVED);
		assertThat(refusal(ErrorCode.TENANT_ARCHIVED, () -> entries.resolve(child)).details())
			.containsEntry("tenant_id", child.toString());
		refusal(ErrorCode.TENANT_ARCHIVED, () -> fixture.set(child, "state", 3));
		refusal(ErrorCode.TENANT_ARCHIVED, () -> entries.delete(child, "state"));
		refusal(ErrorCode.TENANT_ARCHIVED, () -> entries.history(child, "state", 1, null));
		refusal(ErrorCode.TENANT_ARCHIVED, () -> entries.explain(child, "state"));
	}

	@Test
	void eachChangeLeavesOneAuditEntryAndOneEvent() {
		long audits = audits();
		fixture.set(emea, "audited", 1);
		fixture.set(emea, "audited", 2);
		assertThat(audits()).isEqualTo(audits + 2);
		assertThat(fixture.lastAudit("config.updated")).containsEntry("tenant_id", emea.toString())
			.containsEntry("resource_id", "audited")
			.containsEntry("before_state", Map.of("value", 1, "locked", false, "sensitive", false, "version", 1))
			.containsEntry("after_state", Map.of("value", 2, "locked", false, "sensitive", false, "version", 2));
		Map<String, Object> event = fixture.lastEvent("config.updated");
		assertThat(event).containsEntry("tenant_id", emea.toString());
		assertThat(Json.write(event.get("data"))).contains("\"key\":\"audited\"", "\"value\":2", "\"masked\":false");
		entries.delete(emea, "audited");
		assertThat(audits()).isEqualTo(audits + 3);
		assertThat(fixture.lastAudit("config.deleted")).containsEntry("resource_id", "audited")
			.containsEntry("after_state", null);
		assertThat(fixture.lastEvent("config.deleted")).containsEntry("data", Map.of("key", "audited"));
	}

	@Test
	void strangersGetTheSameAnswerForForeignAndUnknownTenants() {
		Caller globex = TenantCast.adminOf(fixture.cast.globex);
		for (TenantId id : List.of(acme, sales, TenantId.random())) {
			for (Runnable operation : operations(id)) {
				StratumException refused = refusal(ErrorCode.FORBIDDEN, () -> fixture.cast.as(globex, () -> {
					operation.run();
					return null;
				}));
				assertThat(refused.details()).isEmpty();
			}
		}
	}

	@Test
	void strangersConfigNeverMixes() {
		TenantId theirs = fixture.child(fixture.cast.globex);
		fixture.set(fixture.cast.globex, "strange", "globex");
		fixture.lock(theirs, "strange", "theirs");
		assertThat(entries.resolve(sales).toString()).doesNotContain("strange", "globex", "theirs", theirs.toString(),
				fixture.cast.globex.toString());
	}

	private static List<Runnable> operations(TenantId id) {
		TenantId own = fixture.cast.globex;
		return List.of(() -> entries.resolve(id), () -> fixture.set(id, "k", 1), () -> fixture.set(id, "batch", 1),
				() -> entries.delete(id, "k"), () -> entries.batch(id, List.of(ConfigChange.of("k", 1)), false),
				() -> entries.diff(own, id), () -> entries.diff(id, own), () -> entries.drift(id),
				() -> entries.drift(own, List.of(id)), () -> entries.history(id, "k", 1, null),
				() -> entries.explain(id, "k"), () -> entries.findOwn(id, "k"),
				() -> entries.reveal(id, "k", "because"));
	}

	private static long audits() {
		return fixture.count("select count(*) from stratum.audit_log where tenant_id = ?", emea.value());
	}

	private static List<Issue> issues(ThrowingCallable work) {
		long before = fixture.count("select count(*) from stratum.config_history");
		InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, work);
		assertThat(refused).isNotNull();
		assertThat(fixture.count("select count(*) from stratum.config_history")).isEqualTo(before);
		return refused.issues();
	}

}
