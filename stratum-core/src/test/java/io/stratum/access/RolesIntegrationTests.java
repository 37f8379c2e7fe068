package io.stratum.access;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.StratumException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.access.AccessFixture.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RolesIntegrationTests {

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
	void roleWidensAndNarrowsAndRemovalReverts() {
		IssuedApiKey reader = access.key(access.acme, Scope.READ);
		IssuedApiKey admin = access.key(access.acme, Scope.ADMIN);
		Role writer = roles.create(access.acme.id(), RoleSettings.of("writer", Scope.WRITE));
		Role narrow = roles.create(null, RoleSettings.of("global reader", Scope.READ));
		roles.assign(reader.key().id(), writer.id());
		assertThat(scopes(reader)).containsExactly(Scope.WRITE);
		roles.assign(admin.key().id(), narrow.id());
		assertThat(scopes(admin)).containsExactly(Scope.READ);
		roles.remove(reader.key().id(), writer.id());
		roles.remove(admin.key().id(), null);
		assertThat(scopes(reader)).containsExactly(Scope.READ);
		assertThat(scopes(admin)).containsExactly(Scope.ADMIN);
	}

	@Test
	void changeOfARoleReachesItsKeysAtOnce() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("changing", Scope.READ));
		IssuedApiKey key = access.key(access.acme, Scope.READ);
		roles.assign(key.key().id(), role.id());
		assertThat(scopes(key)).containsExactly(Scope.READ);
		Role updated = roles.update(role.id(), 1L, (it) -> it.scoped(Set.of(Scope.ADMIN)).described("for admins"));
		assertThat(updated.version()).isEqualTo(2);
		assertThat(scopes(key)).containsExactly(Scope.ADMIN);
		assertCode(ErrorCode.PRECONDITION_FAILED, () -> roles.update(role.id(), 1L, (it) -> it.named("stale")));
	}

	@Test
	void namesArePrivateToTheirTenant() {
		roles.create(access.acme.id(), RoleSettings.of("same", Scope.READ));
		roles.create(access.globex.id(), RoleSettings.of("same", Scope.READ));
		Role other = roles.create(access.acme.id(), RoleSettings.of("other", Scope.READ));
		roles.create(null, RoleSettings.of("same", Scope.READ));
		for (ThrowingCallable call : List.<ThrowingCallable>of(
				() -> roles.create(access.acme.id(), RoleSettings.of("same", Scope.READ)),
				() -> roles.create(null, RoleSettings.of("same", Scope.READ)),
				() -> roles.update(other.id(), null, (it) -> it.named("same")))) {
			assertCode(ErrorCode.ROLE_ALREADY_EXISTS, call);
		}
	}

	@Test
	void roleInUseIsNotDeleted() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("used", Scope.READ));
		IssuedApiKey key = access.key(access.acme, Scope.ADMIN);
		roles.assign(key.key().id(), role.id());
		assertThatExceptionOfType(StratumException.class).isThrownBy(() -> roles.delete(role.id(), null))
			.returns(ErrorCode.ROLE_IN_USE, StratumException::code)
			.satisfies((ex) -> assertThat(ex.details()).containsEntry("assigned", 1L));
		assertThat(scopes(key)).containsExactly(Scope.READ);
		roles.remove(key.key().id(), role.id());
		roles.delete(role.id(), null);
		assertCode(ErrorCode.NOT_FOUND, () -> roles.get(role.id()));
	}

	@Test
	void revokedKeyDoesNotKeepItsRole() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("left", Scope.READ));
		IssuedApiKey key = access.key(access.acme, Scope.ADMIN);
		roles.assign(key.key().id(), role.id());
		keys.revoke(key.key().id());
		roles.delete(role.id(), null);
		assertThat(keys.authenticate(key.plaintext())).isEmpty();
	}

	@Test
	void deletionRacingAssignmentNeverChangesRights() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		for (int round = 0; round < 30; round++) {
			Role role = roles.create(access.acme.id(), RoleSettings.of("race " + round, Scope.READ));
			IssuedApiKey key = access.key(access.acme, Scope.ADMIN);
			CyclicBarrier start = new CyclicBarrier(2);
			Future<Boolean> assigned = threads.submit(() -> {
				start.await();
				return succeeds(() -> roles.assign(key.key().id(), role.id()));
			});
			Future<Boolean> deleted = threads.submit(() -> {
				start.await();
				return succeeds(() -> roles.delete(role.id(), null));
			});
			assertThat(assigned.get()).isNotEqualTo(deleted.get());
			assertThat(scopes(key)).containsExactly(assigned.get() ? Scope.READ : Scope.ADMIN);
		}
		threads.shutdown();
	}

	@Test
	void onlyAdminsChangeRoles() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("guarded", Scope.READ));
		UUID key = access.key(access.acme, Scope.READ).key().id();
		access.as(AccessFixture.caller(access.acme, Scope.WRITE), () -> {
			for (ThrowingCallable call : List.<ThrowingCallable>of(
					() -> roles.create(access.acme.id(), RoleSettings.of("mine", Scope.READ)),
					() -> roles.update(role.id(), null, (it) -> it.named("mine")), () -> roles.delete(role.id(), null),
					() -> roles.assign(key, role.id()), () -> roles.remove(key, null),
					() -> access.principals.assign(access.acme.id(), "u-1", role.id()),
					() -> access.principals.remove(access.acme.id(), "u-1", role.id()))) {
				assertCode(ErrorCode.FORBIDDEN, call);
			}
			assertThat(roles.get(role.id())).isEqualTo(role);
			return null;
		});
	}

	@Test
	void nobodyComesByAScopeItLacks() {
		Role revealing = roles.create(access.acme.id(), RoleSettings.of("reveals", Scope.ADMIN, Scope.REVEAL));
		Role plain = roles.create(access.acme.id(), RoleSettings.of("plain", Scope.READ));
		IssuedApiKey wide = access.key(access.acme, Scope.ADMIN, Scope.REVEAL);
		roles.assign(wide.key().id(), plain.id());
		UUID key = access.key(access.acme, Scope.READ).key().id();
		access.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> {
			for (ThrowingCallable call : List.<ThrowingCallable>of(
					() -> roles.create(access.acme.id(), RoleSettings.of("mine", Scope.REVEAL)),
					() -> roles.update(plain.id(), null, (it) -> it.scoped(Set.of(Scope.READ, Scope.REVEAL))),
					() -> roles.assign(key, revealing.id()), () -> roles.remove(wide.key().id(), plain.id()),
					() -> access.principals.assign(access.acme.id(), "u-1", revealing.id()))) {
				assertThatExceptionOfType(ScopeEscalationException.class).isThrownBy(call)
					.satisfies((ex) -> assertThat(ex.details()).containsEntry("scope", "reveal"));
			}
			return null;
		});
		assertThat(scopes(wide)).containsExactly(Scope.READ);
		assertThat(access.principals.scopesOf(access.acme.id(), "u-1")).isEmpty();
	}

	@Test
	void keyTakesRolesOfItsTenantAndGlobalOnesOnly() {
		UUID key = access.key(access.emea, Scope.READ).key().id();
		Role ofParent = roles.create(access.acme.id(), RoleSettings.of("of parent", Scope.READ));
		Role foreign = roles.create(access.globex.id(), RoleSettings.of("foreign", Scope.READ));
		for (UUID role : List.of(ofParent.id(), foreign.id(), UUID.randomUUID())) {
			assertCode(ErrorCode.NOT_FOUND, () -> roles.assign(key, role));
		}
		Role global = roles.create(null, RoleSettings.of("for all", Scope.WRITE));
		assertThat(roles.assign(key, global.id()).roleId()).isEqualTo(global.id());
	}

	@Test
	void inactiveKeyTakesNoRole() {
		Role role = roles.create(access.acme.id(), RoleSettings.of("too late", Scope.READ));
		IssuedApiKey revoked = access.key(access.acme, Scope.READ);
		keys.revoke(revoked.key().id());
		assertCode(ErrorCode.API_KEY_INACTIVE, () -> roles.assign(revoked.key().id(), role.id()));
		IssuedApiKey retired = access.key(access.acme, Scope.READ);
		keys.rotate(retired.key().id(), null, Duration.ZERO);
		assertCode(ErrorCode.API_KEY_INACTIVE, () -> roles.assign(retired.key().id(), role.id()));
	}

	@Test
	void globalRolesAreReadByAllAndChangedByOperators() {
		Role global = roles.create(null, RoleSettings.of("everybody's", Scope.READ));
		access.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> {
			assertThat(roles.get(global.id())).isEqualTo(global);
			assertThat(roles.list(null, null, 1_000)).contains(global)
				.allMatch((role) -> role.tenantId() == null || role.tenantId().equals(access.acme.id()));
			assertCode(ErrorCode.FORBIDDEN, () -> roles.update(global.id(), null, (it) -> it.named("mine")));
			assertCode(ErrorCode.FORBIDDEN, () -> roles.delete(global.id(), null));
			assertCode(ErrorCode.FORBIDDEN, () -> roles.create(null, RoleSettings.of("mine", Scope.READ)));
			return null;
		});
	}

	@Test
	void foreignRolesLookLikeUnknownOnes() {
		Role foreign = roles.create(access.globex.id(), RoleSettings.of("hidden", Scope.READ));
		access.as(AccessFixture.caller(access.acme, Scope.ADMIN), () -> {
			for (UUID id : List.of(foreign.id(), UUID.randomUUID())) {
				for (ThrowingCallable call : List.<ThrowingCallable>of(() -> roles.get(id),
						() -> roles.update(id, null, (it) -> it.named("mine")), () -> roles.delete(id, null))) {
					assertThatExceptionOfType(StratumException.class).isThrownBy(call)
						.withMessage("The role is not found.")
						.returns(ErrorCode.NOT_FOUND, StratumException::code);
				}
			}
			return null;
		});
	}

	@Test
	void principalMayDoWhatItsRolesInOneTenantAddUpTo() {
		Role reader = roles.create(access.acme.id(), RoleSettings.of("pr reader", Scope.READ));
		Role revealer = roles.create(null, RoleSettings.of("pr revealer", Scope.REVEAL));
		assertThat(access.principals.scopesOf(access.acme.id(), "u-7")).isEmpty();
		access.principals.assign(access.acme.id(), "u-7", reader.id());
		access.principals.assign(access.acme.id(), "u-7", revealer.id());
		assertThat(access.principals.scopesOf(access.acme.id(), "u-7")).containsExactlyInAnyOrder(Scope.READ,
				Scope.REVEAL);
		assertThat(access.principals.scopesOf(access.emea.id(), "u-7")).isEmpty();
		assertCode(ErrorCode.ROLE_IN_USE, () -> roles.delete(reader.id(), null));
		access.principals.remove(access.acme.id(), "u-7", revealer.id());
		assertThat(access.principals.scopesOf(access.acme.id(), "u-7")).containsExactly(Scope.READ);
		assertCode(ErrorCode.NOT_FOUND, () -> access.principals.remove(access.acme.id(), "u-7", revealer.id()));
	}

	@Test
	void settingsOutOfRangeAreRefusedFieldByField() {
		RoleSettings wrong = new RoleSettings("x".repeat(101), "x".repeat(501), Set.of());
		assertThat(
				catchThrowableOfType(InvalidInputException.class, () -> roles.create(access.acme.id(), wrong)).issues())
			.extracting("path")
			.containsExactly("name", "description", "scopes");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> roles.create(access.acme.id(), RoleSettings.of("", Scope.READ)));
	}

	private static boolean succeeds(Runnable work) {
		try {
			work.run();
			return true;
		}
		catch (StratumException ex) {
			return false;
		}
	}

	private static Set<Scope> scopes(IssuedApiKey key) {
		return keys.authenticate(key.plaintext()).orElseThrow().caller().scopes();
	}

}
