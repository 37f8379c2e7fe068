package io.stratum.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.stratum.access.AccessFixture.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ApiKeysIntegrationTests {

	private static AccessFixture access;

	private static ApiKeys keys;

	private static Roles roles;

	@BeforeAll
	static void start() {
		access = new AccessFixture();
		keys = access.keys;
		roles = access.roles;
	}

	@AfterAll
	static void stop() {
		access.close();
	}

	@Test
	void rotationLosesAndGainsNothing() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("rotated", Scope.READ));
		Instant end = access.journal.now().plus(Duration.ofDays(3));
		ApiKeySettings settings = new ApiKeySettings("reader", Set.of(Scope.READ), end, 77, "10 seconds");
		IssuedApiKey old = keys.create(NewApiKey.of(access.acme.id(), settings).withRole(role.id()).forTests());
		IssuedApiKey fresh = keys.rotate(old.key().id(), null, Duration.ZERO);
		assertThat(fresh.key().settings()).isEqualTo(settings);
		assertThat(fresh.key().tenantId()).isEqualTo(access.acme.id());
		assertThat(fresh.key().roleId()).isEqualTo(role.id());
		assertThat(fresh.key().replaces()).isEqualTo(old.key().id());
		assertThat(fresh.plaintext()).startsWith("sk_test_").isNotEqualTo(old.plaintext());
		assertThat(scopes(fresh)).containsExactly(Scope.READ);
		assertThat(keys.authenticate(old.plaintext())).isEmpty();
		assertThat(keys.get(old.key().id()).revokedAt()).isNotNull();
	}

	@Test
	void rotationMayRename() {
		IssuedApiKey old = access.key(access.acme, Scope.READ);
		assertThat(keys.rotate(old.key().id(), "renamed", Duration.ZERO).key().settings())
			.isEqualTo(old.key().settings().named("renamed"));
	}

	@Test
	void bothKeysWorkInTheOverlapAndOneAfterIt() {
		IssuedApiKey old = access.key(access.acme, Scope.READ);
		IssuedApiKey fresh = keys.rotate(old.key().id(), null, Duration.ofSeconds(30));
		assertThat(fresh.oldKeyEndsAt()).isBetween(access.clock.instant().plusSeconds(25),
				access.clock.instant().plusSeconds(30));
		assertThat(keys.authenticate(old.plaintext())).isPresent();
		assertThat(keys.authenticate(fresh.plaintext())).isPresent();
		assertThat(keys.get(old.key().id()).revokedAt()).isNull();
		access.clock.move(Duration.ofSeconds(31));
		assertThat(keys.authenticate(old.plaintext())).isEmpty();
		assertThat(keys.authenticate(fresh.plaintext())).isPresent();
		assertThat(keys.get(old.key().id()).revokedAt()).isEqualTo(fresh.oldKeyEndsAt());
		assertCode(ErrorCode.NOT_FOUND, () -> keys.revoke(old.key().id()));
	}

	@Test
	void revokedAndExpiredKeysCannotBeRotatedOrChanged() {
		IssuedApiKey revoked = access.key(access.acme, Scope.READ);
		keys.revoke(revoked.key().id());
		assertCode(ErrorCode.API_KEY_INACTIVE, () -> keys.rotate(revoked.key().id(), null, Duration.ZERO));
		assertCode(ErrorCode.API_KEY_INACTIVE, () -> keys.update(revoked.key().id(), null, (it) -> it.named("x")));
		IssuedApiKey expired = keys.create(NewApiKey.of(access.acme.id(),
				ApiKeySettings.DEFAULTS.expiring(access.clock.instant().plusSeconds(5))));
		access.clock.move(Duration.ofSeconds(6));
		assertCode(ErrorCode.API_KEY_INACTIVE, () -> keys.rotate(expired.key().id(), null, Duration.ZERO));
	}

	@Test
	void revokingTwiceIsNotFound() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		keys.revoke(issued.key().id());
		assertCode(ErrorCode.NOT_FOUND, () -> keys.revoke(issued.key().id()));
	}

	@Test
	void updateChangesWhatIsAskedAndCountsTheVersion() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		ApiKey updated = keys.update(issued.key().id(), 1L, (it) -> it.named("new").limited(500, "1 hour"));
		assertThat(updated.settings()).isEqualTo(issued.key().settings().named("new").limited(500, "1 hour"));
		assertThat(updated.version()).isEqualTo(2);
		assertThat(keys.authenticate(issued.plaintext())).hasValueSatisfying((key) -> {
			assertThat(key.rateLimitMax()).isEqualTo(500);
			assertThat(key.rateLimitWindow()).isEqualTo("1 hour");
		});
		assertCode(ErrorCode.PRECONDITION_FAILED, () -> keys.update(issued.key().id(), 1L, (it) -> it.named("stale")));
		assertThat(keys.get(issued.key().id())).isEqualTo(updated);
	}

	@Test
	void updateThatChangesNothingLeavesNoTrace() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		long entries = access.count("select count(*) from stratum.audit_log");
		assertThat(keys.update(issued.key().id(), null, (it) -> it)).isEqualTo(issued.key());
		assertThat(access.count("select count(*) from stratum.audit_log")).isEqualTo(entries);
	}

	@Test
	void dormantKeysAreTheUnusedOnes() {
		Tenant initech = access.tenants.create(NewTenant.root("initech", "Initech"));
		IssuedApiKey old = access.key(initech, Scope.READ);
		keys.authenticate(old.plaintext());
		IssuedApiKey revoked = access.key(initech, Scope.READ);
		keys.revoke(revoked.key().id());
		keys.dormant(null, 90, null, 1000);
		access.clock.move(Duration.ofDays(100));
		IssuedApiKey used = access.key(initech, Scope.READ);
		keys.authenticate(used.plaintext());
		IssuedApiKey never = access.key(initech, Scope.READ);
		assertThat(keys.dormant(initech.id(), 90, null, 1000)).extracting(ApiKey::id)
			.containsExactly(old.key().id(), never.key().id());
		assertThat(keys.get(used.key().id()).lastUsedAt()).isNotNull();
	}

	@Test
	void dormantKeysOfATenantAreThoseOfItsSubtree() {
		IssuedApiKey below = access.key(access.sales, Scope.READ);
		IssuedApiKey foreign = access.key(access.globex, Scope.READ);
		List<UUID> seen = access
			.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> keys.dormant(null, 1, null, 1000))
			.stream()
			.map(ApiKey::id)
			.toList();
		assertThat(seen).contains(below.key().id()).doesNotContain(foreign.key().id());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 366, -1 })
	void dormantDaysOutOfRangeAreRefused(int days) {
		assertIssue("days", () -> keys.dormant(null, days, null, 1000));
	}

	@Test
	void settingsOutOfRangeAreRefusedFieldByField() {
		ApiKeySettings wrong = new ApiKeySettings("a\nb", Set.of(), access.clock.instant().minusSeconds(1), 0,
				"1 fortnight");
		assertThat(catchThrowableOfType(InvalidInputException.class,
				() -> keys.create(NewApiKey.of(access.acme.id(), wrong)))
			.issues()).extracting("path")
			.containsExactly("name", "scopes", "rate_limit_max", "rate_limit_window", "expires_at");
		assertIssue("rate_limit_max",
				() -> keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS.limited(100_001, null))));
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		assertIssue("expires_at", () -> keys.update(issued.key().id(), null,
				(it) -> it.expiring(access.clock.instant().minusSeconds(1))));
		assertIssue("overlap_seconds", () -> keys.rotate(issued.key().id(), null, Duration.ofSeconds(604_801)));
		assertIssue("overlap_seconds", () -> keys.rotate(issued.key().id(), null, Duration.ofSeconds(-1)));
		assertIssue("limit", () -> keys.list(null, null, 1_001));
		assertIssue("scopes", () -> Scope.parse("scopes", List.of("root")));
	}

	@Test
	void unknownTenantRoleAndKeyAreNotFound() {
		assertCode(ErrorCode.TENANT_NOT_FOUND,
				() -> keys.create(NewApiKey.of(TenantId.random(), ApiKeySettings.DEFAULTS)));
		assertCode(ErrorCode.NOT_FOUND,
				() -> keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS).withRole(UUID.randomUUID())));
		assertCode(ErrorCode.NOT_FOUND, () -> keys.get(UUID.randomUUID()));
	}

	@Test
	void foreignKeysLookLikeUnknownOnes() {
		IssuedApiKey foreign = access.key(access.globex, Scope.READ);
		IssuedApiKey above = access.key(access.acme, Scope.READ);
		access.as(AccessFixture.caller(access.emea, Scope.ADMIN), () -> {
			StratumException unknown = catchThrowableOfType(StratumException.class, () -> keys.get(UUID.randomUUID()));
			for (IssuedApiKey key : List.of(foreign, above)) {
				UUID id = key.key().id();
				for (ThrowingCallable call : List.<ThrowingCallable>of(() -> keys.get(id), () -> keys.revoke(id),
						() -> keys.update(id, null, (it) -> it.named("x")),
						() -> keys.rotate(id, null, Duration.ZERO))) {
					assertThatExceptionOfType(StratumException.class).isThrownBy(call)
						.withMessage(unknown.getMessage())
						.returns(unknown.code(), StratumException::code)
						.returns(unknown.details(), StratumException::details);
				}
			}
			return null;
		});
		assertThat(keys.authenticate(foreign.plaintext())).isPresent();
	}

	@Test
	void listShowsTheOwnTenantOnlyAndByPages() {
		IssuedApiKey first = access.key(access.emea, Scope.READ);
		IssuedApiKey second = access.key(access.emea, Scope.READ);
		access.key(access.globex, Scope.READ);
		access.as(AccessFixture.caller(access.emea, Scope.ADMIN), () -> {
			assertThat(keys.list(null, null, 1_000)).containsExactly(first.key(), second.key());
			assertThat(keys.list(null, first.key().id(), 1)).containsExactly(second.key());
			assertCode(ErrorCode.FORBIDDEN, () -> keys.list(access.globex.id(), null, 10));
			return null;
		});
	}

	@Test
	void onlyAdminsManageKeys() {
		IssuedApiKey issued = access.key(access.acme, Scope.READ);
		UUID id = issued.key().id();
		access.as(AccessFixture.caller(access.acme, Scope.WRITE, Scope.REVEAL), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS)));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.get(id));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.list(null, null, 10));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.dormant(null, 10, null, 1000));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.revoke(id));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.rotate(id, null, Duration.ZERO));
			assertCode(ErrorCode.FORBIDDEN, () -> keys.update(id, null, (it) -> it.named("x")));
			return null;
		});
	}

	@Test
	void operatorKeysComeFromOperatorsOnly() {
		NewApiKey operator = NewApiKey.ofOperator(ApiKeySettings.DEFAULTS);
		access.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> keys.create(operator));
			return null;
		});
		access.as(AccessFixture.caller(null, Scope.WRITE), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> keys.create(operator));
			return null;
		});
		IssuedApiKey issued = access.as(AccessFixture.caller(null, Scope.ADMIN), () -> keys.create(operator));
		assertThat(keys.authenticate(issued.plaintext()).orElseThrow().caller().isOperator()).isTrue();
	}

	@Test
	void nobodyGivesAScopeItLacks() {
		IssuedApiKey revealing = access.key(access.acme, Scope.ADMIN, Scope.REVEAL);
		IssuedApiKey plain = access.key(access.acme, Scope.READ);
		Role role = roles.create(access.acme.id(), RoleSettings.of("revealing", Scope.REVEAL));
		access.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> {
			assertEscalation(() -> keys
				.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS.scoped(Scope.READ, Scope.REVEAL))));
			assertEscalation(
					() -> keys.create(NewApiKey.of(access.acme.id(), ApiKeySettings.DEFAULTS).withRole(role.id())));
			assertEscalation(() -> keys.update(plain.key().id(), null, (it) -> it.scoped(Scope.READ, Scope.REVEAL)));
			assertEscalation(() -> keys.rotate(revealing.key().id(), null, Duration.ZERO));
			assertEscalation(() -> keys.update(revealing.key().id(), null,
					(it) -> it.expiring(access.clock.instant().plusSeconds(900))));
			return null;
		});
		assertThat(scopes(plain)).containsExactly(Scope.READ);
	}

	@Test
	void keysBelongToReachableTenantsThatAreNotArchived() {
		access.as(AccessFixture.caller(access.emea, Scope.ADMIN), () -> {
			for (TenantId id : List.of(access.acme.id(), access.globex.id(), TenantId.random())) {
				assertCode(ErrorCode.FORBIDDEN, () -> keys.create(NewApiKey.of(id, ApiKeySettings.DEFAULTS)));
			}
			assertThat(keys.create(NewApiKey.of(access.sales.id(), ApiKeySettings.DEFAULTS)).key().tenantId())
				.isEqualTo(access.sales.id());
			return null;
		});
		access.status(access.sales, "archived");
		assertCode(ErrorCode.TENANT_ARCHIVED,
				() -> keys.create(NewApiKey.of(access.sales.id(), ApiKeySettings.DEFAULTS)));
		access.status(access.sales, "active");
	}

	private static Set<Scope> scopes(IssuedApiKey key) {
		return keys.authenticate(key.plaintext()).orElseThrow().caller().scopes();
	}

	private static void assertEscalation(ThrowingCallable call) {
		assertThatExceptionOfType(ScopeEscalationException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("scope", "reveal"));
	}

	private static void assertIssue(String path, ThrowingCallable call) {
		assertThat(catchThrowableOfType(InvalidInputException.class, call).issues()).extracting("path")
			.containsExactly(path);
	}

}
