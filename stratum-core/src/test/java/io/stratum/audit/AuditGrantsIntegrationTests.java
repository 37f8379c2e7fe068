package io.stratum.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.stratum.engine.AuditRecord;
import io.stratum.engine.CanonicalJson;
import io.stratum.engine.JournalEntries;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuditGrantsIntegrationTests {

	private static AuditFixture audit;

	private static JdbcClient application;

	private static TransactionTemplate transaction;

	@BeforeAll
	static void start() {
		audit = new AuditFixture();
		application = JdbcClient.create(audit.access.engine.application);
		transaction = new TransactionTemplate(new JdbcTransactionManager(audit.access.engine.application));
	}

	@AfterAll
	static void stop() {
		audit.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update stratum.audit_log set action = 'x'", "delete from stratum.audit_log",
			"truncate stratum.audit_log", "select * from stratum.audit_head", "update stratum.audit_head set seq = 1",
			"select * from stratum.audit_checkpoint", "delete from stratum.audit_checkpoint",
			"alter table stratum.audit_log disable row level security",
			"insert into stratum.audit_log select * from stratum.audit_log",
			"select stratum.prune_audit('00000000-0000-0000-0000-000000000000', 1)",
			"select stratum.append_audit('{}')", "select * from stratum.api_key", "select * from stratum.role" })
	void applicationIsRefused(String sql) {
		assertDenied(() -> bound(audit.access.acme.id(), () -> application.sql(sql).query().listOfRows()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "update stratum.audit_log set action = 'x'", "delete from stratum.audit_log",
			"truncate stratum.audit_log", "delete from stratum.audit_head", "delete from stratum.audit_checkpoint",
			"update stratum.audit_checkpoint set seq = 1" })
	void platformIsRefusedToo(String sql) {
		assertDenied(() -> audit.access.engine.database.jdbc().sql(sql).update());
	}

	@Test
	void applicationReadsEntriesOfItsBoundTenantOnly() {
		assertThat(bound(audit.access.acme.id(), AuditGrantsIntegrationTests::visibleTenants))
			.containsExactly(audit.access.acme.id().value());
		assertThat(bound(audit.access.globex.id(), AuditGrantsIntegrationTests::visibleTenants))
			.containsExactly(audit.access.globex.id().value());
		assertThat(visibleTenants()).isEmpty();
		assertThat(audit.access.count("select count(distinct chain) from stratum.audit_log")).isGreaterThan(1);
	}

	@Test
	void applicationAddsAnEntryInItsOwnTransaction() {
		TenantId tenant = audit.chain(2);
		bound(tenant, () -> record(entry(tenant, "app", Instant.now())));
		assertThat(audit.verify(tenant)).isEqualTo(new AuditVerification(true, 3, 1L, 3L, null, null));
		assertThat(audit.log.get(audit.idAt(tenant, 3)).origin()).isEqualTo("app");
	}

	@Test
	void applicationEntryVanishesWithItsTransaction() {
		TenantId tenant = audit.chain(2);
		transaction.executeWithoutResult((status) -> {
			bind(tenant);
			record(entry(tenant, "app", Instant.now()));
			status.setRollbackOnly();
		});
		audit.write(tenant, "the next");
		assertThat(audit.verify(tenant)).isEqualTo(new AuditVerification(true, 3, 1L, 3L, null, null));
	}

	@Test
	void applicationCannotPose() {
		TenantId acme = audit.access.acme.id();
		Instant now = Instant.now();
		Map<String, @Nullable Object> altered = entry(acme, "app", now);
		altered.put("action", "something.else");
		Map<String, @Nullable Object> operators = entry(acme, "app", now);
		operators.put("tenant_id", null);
		for (Map<String, @Nullable Object> wrong : List.of(entry(audit.access.globex.id(), "app", now),
				entry(acme, "engine", now), entry(acme, "app", now.minusSeconds(3_600)), altered, operators)) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> bound(acme, () -> record(wrong)));
		}
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> record(entry(acme, "app", now)));
		assertThat(audit.verify(acme).ok()).isTrue();
	}

	private static Map<String, @Nullable Object> entry(TenantId tenant, String origin, Instant at) {
		AuditRecord record = new AuditRecord(tenant, "invoice.sent", "invoice", "4711", null, Map.of("amount", 12.50),
				null, Map.of(), origin);
		Map<String, @Nullable Object> entry = new HashMap<>(JournalEntries.of(audit.access.journal, record));
		entry.remove("canonical");
		entry.put("created_at", at.truncatedTo(ChronoUnit.MICROS).toString());
		entry.put("canonical", CanonicalJson.of(entry));
		return entry;
	}

	private static List<Map<String, Object>> record(Map<String, @Nullable Object> entry) {
		return application.sql("select stratum.record_audit(?::jsonb)::text")
			.param(Json.write(entry))
			.query()
			.listOfRows();
	}

	private static List<UUID> visibleTenants() {
		return application.sql("select distinct tenant_id from stratum.audit_log").query(UUID.class).list();
	}

	private static <T> T bound(TenantId tenant, Supplier<T> work) {
		return transaction.execute((status) -> {
			bind(tenant);
			return work.get();
		});
	}

	private static void bind(TenantId tenant) {
		application.sql("select set_config('app.current_tenant_id', ?, true)")
			.param(tenant.toString())
			.query()
			.singleRow();
	}

	private static void assertDenied(Runnable work) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(work::run)
			.withStackTraceContaining("ERROR: ")
			.satisfies((ex) -> assertThat(ex.getMostSpecificCause().getMessage()).containsAnyOf("permission denied",
					"must be owner"));
	}

}
