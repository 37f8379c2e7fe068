package io.stratum.audit;

import java.math.BigDecimal;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.stratum.ErrorCode;
import io.stratum.InvalidInputException;
import io.stratum.access.AccessFixture;
import io.stratum.access.Scope;
import io.stratum.audit.AuditVerification.Reason;
import io.stratum.engine.AuditRecord;
import io.stratum.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

import static io.stratum.access.AccessFixture.assertCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuditChainIntegrationTests {

	private static AuditFixture audit;

	@BeforeAll
	static void start() {
		audit = new AuditFixture();
	}

	@AfterAll
	static void stop() {
		audit.close();
	}

	@Test
	void intactChainVerifies() {
		assertThat(audit.verify(audit.chain(5))).isEqualTo(new AuditVerification(true, 5, 1L, 5L, null, null));
	}

	@Test
	void chainOfNobodyVerifiesEmpty() {
		assertThat(audit.verify(audit.access.sales.id()).ok()).isTrue();
		assertThat(audit.log.verify(null).ok()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			id            | gen_random_uuid()
			tenant_id     | gen_random_uuid()
			actor_type    | 'user'
			actor_id      | 'somebody else'
			subject_id    | 'somebody else'
			action        | 'thing.created'
			resource_type | 'other'
			resource_id   | 'other'
			source_ip     | '192.0.2.1'
			request_id    | 'other'
			reason        | 'other'
			before_state  | null
			after_state   | '{"name": "thing 3", "size": 3}'
			after_state   | '{"name": "thing 3", "size": 2.00000000000000000001}'
			metadata      | '{"more": true}'
			origin        | 'app'
			created_at    | created_at + interval '1 microsecond'
			prev_hash     | sha256('')
			hash          | sha256('')
			""", quoteCharacter = '`')
	void editedEntryIsNamed(String column, String value) {
		TenantId tenant = audit.chain(5);
		audit.tamper("update stratum.audit_log set " + column + " = " + value + " where chain = ? and seq = 3",
				tenant.value());
		assertThat(audit.verify(tenant)).isEqualTo(new AuditVerification(false, 2, 1L, 2L, 3L, Reason.EDITED));
	}

	@ParameterizedTest
	@CsvSource({ "1, MISSING", "3, MISSING", "5, CUT" })
	void removedEntryIsNamed(long seq, Reason reason) {
		TenantId tenant = audit.chain(5);
		audit.tamper("delete from stratum.audit_log where chain = ? and seq = ?", tenant.value(), seq);
		assertBroken(tenant, seq, reason);
	}

	@Test
	void removedEntryIsFoundAlsoWhenTheOthersCloseRanks() {
		TenantId tenant = audit.chain(5);
		audit.tamper("delete from stratum.audit_log where chain = ? and seq = 3", tenant.value());
		audit.tamper("update stratum.audit_log set seq = 3 where chain = ? and seq = 4", tenant.value());
		audit.tamper("update stratum.audit_log set seq = 4 where chain = ? and seq = 5", tenant.value());
		assertBroken(tenant, 3, Reason.MISSING);
	}

	@Test
	void insertedEntryIsNamed() {
		TenantId tenant = audit.chain(4);
		makeRoomAt3(tenant);
		// A forger who knows how hashes are made gives the new entry the right ones.
		copy(tenant, 2, 3);
		audit.tamper("""
				update stratum.audit_log n
				set prev_hash = p.hash
				from stratum.audit_log p
				where n.chain = ? and n.seq = 3 and p.chain = n.chain and p.seq = 2
				""", tenant.value());
		AuditEntry forged = audit.log.get(audit.idAt(tenant, 3));
		audit.tamper("update stratum.audit_log set hash = sha256(prev_hash || convert_to(?, 'UTF8')) where id = ?",
				forged.canonical(), forged.id());
		assertBroken(tenant, 3, Reason.INSERTED);
	}

	@Test
	void clumsilyInsertedEntryIsNamed() {
		TenantId tenant = audit.chain(4);
		makeRoomAt3(tenant);
		copy(tenant, 2, 3);
		audit.tamper("update stratum.audit_log set prev_hash = sha256('nothing') where chain = ? and seq = 3",
				tenant.value());
		assertBroken(tenant, 3, Reason.INSERTED);
	}

	@Test
	void entryBehindTheHeadIsNamed() {
		TenantId tenant = audit.chain(3);
		copy(tenant, 3, 4);
		audit.tamper("update stratum.audit_log set prev_hash = hash where chain = ? and seq = 4", tenant.value());
		AuditEntry forged = audit.log.get(audit.idAt(tenant, 4));
		audit.tamper("update stratum.audit_log set hash = sha256(prev_hash || convert_to(?, 'UTF8')) where id = ?",
				forged.canonical(), forged.id());
		assertBroken(tenant, 4, Reason.INSERTED);
	}

	@Test
	void exchangedEntriesAreNamed() {
		TenantId tenant = audit.chain(5);
		audit.tamper("update stratum.audit_log set seq = 30 where chain = ? and seq = 3", tenant.value());
		audit.tamper("update stratum.audit_log set seq = 3 where chain = ? and seq = 4", tenant.value());
		audit.tamper("update stratum.audit_log set seq = 4 where chain = ? and seq = 30", tenant.value());
		assertBroken(tenant, 3, Reason.REORDERED);
	}

	@Test
	void tailCutTogetherWithTheHeadIsFoundByACheckpoint() {
		TenantId tenant = audit.chain(5);
		List<AuditCheckpoint> witnessed = audit.log.checkpoint();
		cutBackTo3(tenant);
		assertBroken(tenant, 4, Reason.CUT);
		audit.tamper("delete from stratum.audit_checkpoint where chain = ?", tenant.value());
		assertThat(audit.verify(tenant).ok()).isTrue();
		assertThat(audit.log.verify(tenant, witnessed))
			.isEqualTo(new AuditVerification(false, 3, 1L, 3L, 4L, Reason.CUT));
	}

	@Test
	void wholeChainCutTogetherWithTheHeadIsFoundByACheckpoint() {
		TenantId tenant = audit.chain(3);
		audit.log.checkpoint();
		audit.tamper("delete from stratum.audit_log where chain = ?", tenant.value());
		assertBroken(tenant, 1, Reason.CUT);
		audit.tamper("delete from stratum.audit_head where chain = ?", tenant.value());
		assertBroken(tenant, 1, Reason.CUT);
	}

	@Test
	void chainComputedAnewIsFoundByACheckpoint() {
		TenantId tenant = audit.chain(4);
		audit.log.checkpoint();
		cutBackTo3(tenant);
		audit.write(tenant, "a different fourth thing");
		assertBroken(tenant, 4, Reason.REWRITTEN);
	}

	@Test
	void forgedCheckpointIsNamed() {
		TenantId tenant = audit.chain(4);
		audit.log.checkpoint();
		audit.tamper("update stratum.audit_checkpoint set hash = sha256('') where chain = ?", tenant.value());
		assertBroken(tenant, 4, Reason.CHECKPOINT);
	}

	@Test
	void checkpointIsMadeOnceForWhatDidNotMove() {
		TenantId tenant = audit.chain(2);
		assertThat(audit.log.checkpoint()).anySatisfy((each) -> {
			assertThat(each.tenant()).isEqualTo(tenant);
			assertThat(each.seq()).isEqualTo(2);
			assertThat(new AuditSigner(() -> audit.pair, List.of()).isSigned(each)).isTrue();
			assertThat(new AuditSigner(AuditFixture::newPair, List.of()).isSigned(each)).isFalse();
		});
		assertThat(audit.log.checkpoint()).isEmpty();
	}

	@Test
	void eachOfManyChainsIsSigned() {
		Set<TenantId> tenants = new HashSet<>();
		for (int i = 0; i < 1_001; i++) {
			tenants.add(audit.chain(1));
		}
		assertThat(audit.log.checkpoint()).extracting(AuditCheckpoint::tenant)
			.doesNotHaveDuplicates()
			.containsAll(tenants);
		assertThat(audit.log.checkpoint()).isEmpty();
	}

	@Test
	void checkpointOfAPreviousKeyStillCounts() {
		TenantId tenant = audit.chain(4);
		audit.log.checkpoint();
		KeyPair next = AuditFixture.newPair();
		AuditLog later = audit.log(new AuditSigner(() -> next, List.of(audit.pair.getPublic())));
		assertThat(later.verify(tenant).ok()).isTrue();
		cutBackTo3(tenant);
		assertThat(later.verify(tenant).reason()).isEqualTo(Reason.CUT);
	}

	@Test
	void retentionRemovesAPrefixAndTheRestVerifies() {
		Instant cutoff = audit.access.clock.instant();
		TenantId tenant = audit.chain(5);
		audit.access.clock.move(Duration.ofDays(-30));
		TenantId mixed = audit.chain(4);
		Instant between = audit.access.clock.instant();
		audit.access.clock.move(Duration.ofDays(30));
		audit.write(mixed, "young");
		assertThat(audit.log.prune(tenant, cutoff.minus(Duration.ofDays(2)), 100)).isZero();
		assertThat(audit.log.prune(mixed, between, 3)).isEqualTo(3);
		assertThat(audit.log.prune(mixed, between, 3)).isEqualTo(1);
		assertThat(audit.log.prune(mixed, between, 3)).isZero();
		assertThat(audit.verify(mixed)).isEqualTo(new AuditVerification(true, 3, 5L, 7L, null, null));
		assertThat(audit.log.query(AuditQuery.of(mixed))).extracting(AuditEntry::action)
			.containsExactly("retention.purged", "retention.purged", "thing.updated");
	}

	@Test
	void removalThatPosesAsRetentionIsFound() {
		TenantId tenant = audit.chain(3);
		audit.log.checkpoint();
		audit.write(tenant, "one more");
		audit.tamper("delete from stratum.audit_log where chain = ? and seq <= 3", tenant.value());
		assertBroken(tenant, 1, Reason.MISSING);
	}

	@Test
	void retentionCannotBeMisused() {
		TenantId tenant = audit.chain(3);
		Instant tooYoung = audit.access.clock.instant().minus(Duration.ofHours(23));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> audit.log.prune(tenant, tooYoung, 100));
		audit.log.checkpoint();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> audit.access.engine.database.jdbc()
				.sql("select stratum.prune_audit(?, 3)")
				.param(tenant.value())
				.query(Long.class)
				.single())
			.withStackTraceContaining("no retention checkpoint");
		audit.access.as(AuditFixture.admin(audit.access.acme), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.prune(audit.access.acme.id(), tooYoung, 1));
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.checkpoint());
			return null;
		});
	}

	@Test
	void parallelWritersLeaveNoGap() throws Exception {
		List<TenantId> tenants = List.of(audit.chain(1), audit.chain(1), audit.chain(1));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<?>> writers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			int offset = i;
			writers.add(threads.submit(() -> {
				start.await();
				for (int j = 0; j < 25; j++) {
					writeToTwo(tenants.get((offset + j) % 3), tenants.get((offset + j + 1) % 3));
				}
				return null;
			}));
		}
		start.countDown();
		for (Future<?> writer : writers) {
			writer.get();
		}
		threads.shutdown();
		long entries = 0;
		for (TenantId tenant : tenants) {
			AuditVerification verification = audit.verify(tenant);
			assertThat(verification.ok()).isTrue();
			assertThat(verification.lastSeq()).isEqualTo(verification.entries());
			entries += verification.entries();
		}
		assertThat(entries).isEqualTo(3 + 8 * 25 * 2);
	}

	@Test
	void unusualValuesAreKeptSoThatTheyVerify() {
		TenantId tenant = audit.chain(1);
		Map<String, Object> state = new HashMap<>();
		state.put("decimal", new BigDecimal("1.10"));
		state.put("large", new BigDecimal("12345678901234567890.123456789"));
		state.put("huge", new BigDecimal("1e400"));
		state.put("tiny", 5e-324);
		state.put("nan", Double.NaN);
		state.put("negative zero", -0.0);
		state.put("nul \0", "a\0b");
		state.put("surrogate", "\ud800");
		state.put("emoji \ud83d\ude00", "\u2028 \ud83d\ude00 \u007f \u001f");
		state.put("nested", List.of(Map.of(), List.of(), List.of(1, "x", true)));
		audit.access.engine.database.run(() -> audit.access.journal
			.audit(AuditRecord.of(tenant, "thing.updated", "thing", "nul \0", null, state)));
		assertThat(audit.verify(tenant)).isEqualTo(new AuditVerification(true, 2, 1L, 2L, null, null));
		AuditEntry entry = audit.log.get(audit.idAt(tenant, 2));
		assertThat(entry.afterState()).isNotNull();
		assertThat(entry.afterState().get("large").asString()).isEqualTo("12345678901234567890.123456789");
		assertThat(entry.afterState().get("nested").toString()).isEqualTo("[{},[],[1,\"x\",true]]");
	}

	@Test
	void chainIsVerifiedByAdminsInReachOnly() {
		audit.access.as(AccessFixture.caller(audit.access.acme, Scope.WRITE), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> audit.log.verify(null));
			return null;
		});
		audit.access.as(AuditFixture.admin(audit.access.acme), () -> {
			assertCode(ErrorCode.FORBIDDEN, () -> audit.verify(audit.access.globex.id()));
			assertThat(audit.log.verify(null).ok()).isTrue();
			return null;
		});
	}

	private static void writeToTwo(TenantId one, TenantId other) {
		audit.access.engine.database.run(() -> {
			for (TenantId tenant : List.of(one, other)) {
				audit.access.journal.audit(AuditRecord.of(tenant, "thing.updated", "thing", "x", null, Map.of()));
			}
		});
	}

	private static void makeRoomAt3(TenantId tenant) {
		audit.tamper("update stratum.audit_log set seq = 5 where chain = ? and seq = 4", tenant.value());
		audit.tamper("update stratum.audit_log set seq = 4 where chain = ? and seq = 3", tenant.value());
		audit.tamper("update stratum.audit_head set seq = 5 where chain = ?", tenant.value());
	}

	private static void copy(TenantId tenant, long from, long to) {
		audit.tamper("""
				insert into stratum.audit_log
				select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'seq', ?::bigint))).*
				from stratum.audit_log l
				where chain = ? and seq = ?
				""", to, tenant.value(), from);
	}

	private static void cutBackTo3(TenantId tenant) {
		audit.tamper("delete from stratum.audit_log where chain = ? and seq > 3", tenant.value());
		audit.tamper("""
				update stratum.audit_head h
				set seq = l.seq, hash = l.hash, prev_hash = l.prev_hash
				from stratum.audit_log l
				where h.chain = ? and l.chain = h.chain and l.seq = 3
				""", tenant.value());
	}

	private static void assertBroken(TenantId tenant, long seq, Reason reason) {
		AuditVerification verification = audit.verify(tenant);
		assertThat(verification.ok()).isFalse();
		assertThat(verification.brokenAt()).isEqualTo(seq);
		assertThat(verification.reason()).isEqualTo(reason);
	}

}
