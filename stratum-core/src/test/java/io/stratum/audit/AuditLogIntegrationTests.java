package io.stratum.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.access.AccessFixture;
import io.stratum.access.ApiKey;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.Caller;
import io.stratum.access.IssuedApiKey;
import io.stratum.access.NewApiKey;
import io.stratum.access.Role;
import io.stratum.access.RoleSettings;
import io.stratum.access.Scope;
import io.stratum.audit.AuditQuery.Field;
import io.stratum.engine.AuditRecord;
import io.stratum.engine.Journal;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantNotBoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.stratum.access.AccessFixture.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AuditLogIntegrationTests {

	private static AuditFixture audit;

	private static AccessFixture access;

	@BeforeAll
	static void start() {
		audit = new AuditFixture();
		access = audit.access;
	}

	@AfterAll
	static void stop() {
		audit.close();
	}

	@Test
	void eachChangeOfKeysAndRolesIsOneEntryWithBothStates() {
		TenantId acme = access.acme.id();
		Role role = entry("role.created", false, true,
				() -> access.roles.create(acme, RoleSettings.of("audited", Scope.READ)));
		entry("role.updated", true, true, () -> access.roles.update(role.id(), null, (it) -> it.named("renamed")));
		IssuedApiKey key = entry("api_key.created", false, true,
				() -> access.keys.create(NewApiKey.of(acme, ApiKeySettings.DEFAULTS)));
		entry("api_key.updated", true, true,
				() -> access.keys.update(key.key().id(), null, (it) -> it.named("renamed")));
		entry("role.assigned", true, true, () -> access.roles.assign(key.key().id(), role.id()));
		entry("role.removed", true, true, () -> access.roles.remove(key.key().id(), role.id()));
		entry("role.assigned", false, true, () -> {
			access.principals.assign(acme, "u-9", role.id());
			return role;
		});
		entry("role.removed", true, false, () -> {
			access.principals.remove(acme, "u-9", role.id());
			return role;
		});
		IssuedApiKey rotated = entry("api_key.rotated", true, true,
				() -> access.keys.rotate(key.key().id(), null, Duration.ZERO));
		entry("api_key.revoked", true, true, () -> {
			access.keys.revoke(rotated.key().id());
			return rotated;
		});
		entry("role.deleted", true, false, () -> {
			access.roles.delete(role.id(), null);
			return role;
		});
	}

	@Test
	void statesSayWhatChanged() {
		IssuedApiKey key = access.key(access.acme, Scope.READ);
		access.keys.update(key.key().id(), null, (it) -> it.named("after").scoped(Scope.WRITE));
		AuditEntry entry = newest(AuditQuery.of(access.acme.id()).where(Field.ACTION, "api_key.updated"));
		assertThat(entry.resourceId()).isEqualTo(key.key().id().toString());
		assertThat(entry.beforeState()).isNotNull();
		assertThat(entry.beforeState().get("name").isNull()).isTrue();
		assertThat(entry.beforeState().get("scopes").toString()).isEqualTo("[\"read\"]");
		assertThat(entry.afterState()).isNotNull();
		assertThat(entry.afterState().get("name").asString()).isEqualTo("after");
		assertThat(entry.afterState().get("scopes").toString()).isEqualTo("[\"write\"]");
		assertThat(entry.afterState().get("version").asInt()).isEqualTo(2);
	}

	@Test
	void nothingRemainsAfterRollback() {
		long entries = access.count("select count(*) from stratum.audit_log");
		long events = access.count("select count(*) from stratum.outbox");
		ApiKey key = access.key(access.acme, Scope.READ).key();
		assertThatIllegalStateException().isThrownBy(() -> access.engine.database.run(() -> {
			access.keys.update(key.id(), null, (it) -> it.named("undone"));
			access.roles.create(access.acme.id(), RoleSettings.of("undone", Scope.READ));
			throw new IllegalStateException("the second change fails");
		}));
		assertThat(access.keys.get(key.id())).isEqualTo(key);
		assertThat(access.count("select count(*) from stratum.role where name = 'undone'")).isZero();
		assertThat(access.count("select count(*) from stratum.audit_log")).isEqualTo(entries + 1);
		assertThat(access.count("select count(*) from stratum.outbox")).isEqualTo(events + 1);
		assertThat(audit.verify(access.acme.id()).ok()).isTrue();
	}

	@Test
	void refusedChangeLeavesNoEntry() {
		long entries = access.count("select count(*) from stratum.audit_log");
		assertCode(ErrorCode.NOT_FOUND, () -> access.keys.revoke(UUID.randomUUID()));
		assertThat(access.count("select count(*) from stratum.audit_log")).isEqualTo(entries);
	}

	@Test
	void pagesShowEachEntryOnceWithEqualTimesAndWhileOthersWrite() throws Exception {
		TenantId tenant = audit.chain(36);
		Clock still = Clock.fixed(access.journal.now().plusMillis(1), ZoneOffset.UTC);
		Journal stopped = new Journal(access.engine.database, access.engine.feed, () -> Caller.SYSTEM, still);
		for (int i = 0; i < 60; i++) {
			access.engine.database
				.run(() -> stopped.audit(AuditRecord.of(tenant, "thing.updated", "thing", "same time", null, null)));
		}
		access.clock.move(Duration.ofSeconds(1));
		for (int i = 0; i < 34; i++) {
			audit.write(tenant, "later");
		}
		Set<UUID> present = Set.copyOf(audit.owner.sql("select id from stratum.audit_log where chain = ?")
			.param(tenant.value())
			.query(UUID.class)
			.list());
		assertThat(present).hasSize(130);
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newFixedThreadPool(2);
		access.clock.move(Duration.ofSeconds(1));
		List<Future<?>> writers = List.of(threads.submit(() -> keepWriting(tenant, done)),
				threads.submit(() -> keepWriting(tenant, done)));
		List<AuditEntry> seen = new ArrayList<>();
		List<AuditEntry> page = audit.log.query(AuditQuery.of(tenant).page(null, 50));
		while (!page.isEmpty()) {
			seen.addAll(page);
			page = audit.log.query(AuditQuery.of(tenant).page(page.get(page.size() - 1).id(), 50));
		}
		done.set(true);
		for (Future<?> writer : writers) {
			writer.get();
		}
		threads.shutdown();
		assertThat(seen).extracting(AuditEntry::id).doesNotHaveDuplicates().containsAll(present);
		assertThat(seen).extracting(AuditEntry::createdAt).isSortedAccordingTo((one, other) -> other.compareTo(one));
	}

	@Test
	void filtersNarrow() {
		Tenant root = access.tenants.create(NewTenant.root("filtered", "Filtered"));
		Caller caller = new Caller(Caller.Type.JWT, "u-42", "U", null, Set.of(Scope.ADMIN), null, null, "req-42");
		Instant before = access.journal.now();
		Role role = access.as(caller, () -> access.roles.create(root.id(), RoleSettings.of("one", Scope.READ)));
		Instant after = access.journal.now();
		audit.write(root.id(), "x");
		AuditQuery all = AuditQuery.of(root.id());
		for (AuditQuery query : List.of(all.where(Field.ACTION, "role.created"), all.where(Field.RESOURCE_TYPE, "role"),
				all.where(Field.RESOURCE_ID, role.id().toString()), all.where(Field.ACTOR_ID, "u-42"),
				all.where(Field.ACTOR_TYPE, "jwt"), all.where(Field.REQUEST_ID, "req-42"), all.between(before, after),
				all.where(Field.ACTOR_TYPE, "jwt").where(Field.REQUEST_ID, "req-42"))) {
			assertThat(audit.log.query(query)).singleElement()
				.returns("role.created", AuditEntry::action)
				.returns("u-42", AuditEntry::actorId)
				.returns("jwt", AuditEntry::actorType)
				.returns("req-42", AuditEntry::requestId);
		}
		Instant exactly = newest(all.where(Field.ACTION, "role.created")).createdAt();
		assertThat(audit.log.query(all.between(exactly, exactly))).hasSize(1);
		assertThat(audit.log.query(all.where(Field.ACTION, "' or true --"))).isEmpty();
	}

	@Test
	void subtreeIsShownWhenAsked() {
		audit.write(access.sales.id(), "subtree marker");
		AuditQuery marker = AuditQuery.of(access.acme.id()).where(Field.RESOURCE_ID, "subtree marker");
		assertThat(audit.log.query(marker)).isEmpty();
		assertThat(audit.log.query(marker.withDescendants())).hasSize(1);
	}

	@Test
	void tenantSeesEntriesOfItsSubtreeOnly() {
		for (TenantId tenant : List.of(access.acme.id(), access.emea.id(), access.sales.id(), access.globex.id())) {
			audit.write(tenant, "reach marker");
		}
		audit.write(null, "reach marker");
		AuditQuery marker = AuditQuery.all().where(Field.RESOURCE_ID, "reach marker");
		access.as(AuditFixture.admin(access.emea), () -> {
			assertThat(audit.log.query(marker)).extracting(AuditEntry::tenantId).containsExactly(access.emea.id());
			assertThat(audit.log.query(marker.withDescendants())).extracting(AuditEntry::tenantId)
				.containsExactlyInAnyOrder(access.emea.id(), access.sales.id());
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.query(AuditQuery.of(access.acme.id())));
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.query(AuditQuery.of(access.globex.id())));
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.query(AuditQuery.of(TenantId.random())));
			return null;
		});
		assertThat(audit.log.query(marker)).hasSize(5);
	}

	@Test
	void foreignEntryLooksLikeAnUnknownOne() {
		audit.write(null, "operators' own");
		UUID own = newest(AuditQuery.of(access.sales.id())).id();
		List<UUID> foreign = List.of(newest(AuditQuery.of(access.globex.id())).id(),
				newest(AuditQuery.of(access.acme.id())).id(),
				newest(AuditQuery.all().where(Field.RESOURCE_ID, "operators' own")).id(), UUID.randomUUID());
		access.as(AuditFixture.admin(access.emea), () -> {
			assertThat(audit.log.get(own).id()).isEqualTo(own);
			for (UUID id : foreign) {
				assertCode(ErrorCode.NOT_FOUND, () -> audit.log.get(id));
				assertThatExceptionOfType(InvalidInputException.class)
					.isThrownBy(() -> audit.log.query(AuditQuery.all().page(id, 10)));
			}
			return null;
		});
	}

	@Test
	void onlyAdminsRead() {
		UUID id = newest(AuditQuery.of(access.acme.id())).id();
		access.as(AccessFixture.caller(access.acme, Scope.WRITE, Scope.REVEAL), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.query(AuditQuery.all()));
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.get(id));
			return null;
		});
	}

	@Test
	void malformedQueryIsRefused() {
		Instant now = Instant.now();
		for (AuditQuery query : List.of(AuditQuery.all().page(null, 0), AuditQuery.all().page(null, 101),
				AuditQuery.all().between(now, now.minusSeconds(1)), AuditQuery.all().between(Instant.MIN, null),
				AuditQuery.all().between(null, Instant.MAX), AuditQuery.all().where(Field.ACTOR_TYPE, "robot"),
				AuditQuery.all().where(Field.ACTION, "nul \0"))) {
			assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> audit.log.query(query));
		}
		assertCode(ErrorCode.TENANT_NOT_FOUND, () -> audit.log.query(AuditQuery.of(TenantId.random())));
	}

	@Test
	void applicationAddsEntriesOfTheBoundTenant() {
		Caller caller = AccessFixture.caller(access.acme, Scope.READ);
		try (TenantContext.Scope scope = access.engine.context.bind(access.acme, caller)) {
			audit.log.record(AuditNote.of("invoice.sent", "invoice", "4711")
				.changing(Map.of("state", "draft"), Map.of("state", "sent", "card_token", "tok_canary"))
				.because("month end")
				.with(Map.of("note", "key sk_live_0123456789012345678901234567890123456789012")));
		}
		AuditEntry entry = newest(AuditQuery.of(access.acme.id()).where(Field.ACTION, "invoice.sent"));
		assertThat(entry.origin()).isEqualTo("app");
		assertThat(entry.actorId()).isEqualTo("u-1");
		assertThat(entry.sourceIp()).isEqualTo("192.0.2.7");
		assertThat(entry.reason()).isEqualTo("month end");
		assertThat(entry.afterState()).isNotNull();
		assertThat(entry.afterState().get("card_token").asString()).isEqualTo("[redacted]");
		assertThat(entry.metadata().get("note").asString()).isEqualTo("key [redacted]");
		assertThat(audit.verify(access.acme.id()).ok()).isTrue();
	}

	@Test
	void applicationEntryVanishesWithItsTransaction() {
		try (TenantContext.Scope scope = access.engine.context.bind(access.acme)) {
			assertThatIllegalStateException().isThrownBy(() -> access.engine.database.run(() -> {
				audit.log.record(AuditNote.of("invoice.lost", "invoice", null));
				throw new IllegalStateException("the invoice cannot be stored");
			}));
		}
		assertThat(audit.log.query(AuditQuery.of(access.acme.id()).where(Field.ACTION, "invoice.lost"))).isEmpty();
	}

	@Test
	void malformedNoteIsRefused() {
		AuditNote note = AuditNote.of("invoice.sent", "invoice", null);
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(() -> audit.log.record(note));
		try (TenantContext.Scope scope = access.engine.context.bind(access.acme)) {
			for (AuditNote wrong : List.of(AuditNote.of("Invoice sent!", "invoice", null),
					AuditNote.of("invoice.sent", "", null), AuditNote.of("invoice.sent", "invoice", "x".repeat(256)),
					note.changing(null, "x".repeat(70_000)), note.because("x".repeat(1_001)))) {
				assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> audit.log.record(wrong));
			}
		}
	}

	private static <T> T entry(String action, boolean before, boolean after, Supplier<T> change) {
		long entries = access.count("select count(*) from stratum.audit_log");
		Instant start = access.journal.now();
		T result = access.as(AuditFixture.admin(access.acme), change);
		assertThat(access.count("select count(*) from stratum.audit_log")).isEqualTo(entries + 1);
		AuditEntry entry = newest(AuditQuery.of(access.acme.id()));
		assertThat(entry.action()).isEqualTo(action);
		assertThat(entry.beforeState() != null).isEqualTo(before);
		assertThat(entry.afterState() != null).isEqualTo(after);
		assertThat(entry.actorType()).isEqualTo("user");
		assertThat(entry.actorId()).isEqualTo("u-1");
		assertThat(entry.requestId()).isEqualTo("req-1");
		assertThat(entry.sourceIp()).isEqualTo("192.0.2.7");
		assertThat(entry.origin()).isEqualTo("engine");
		assertThat(entry.createdAt()).isBetween(start, access.journal.now());
		return result;
	}

	private static AuditEntry newest(AuditQuery query) {
		return audit.log.query(query.page(null, 1)).get(0);
	}

	private static void keepWriting(TenantId tenant, AtomicBoolean done) {
		while (!done.get()) {
			audit.write(tenant, "meanwhile");
		}
	}

}
