package io.stratum.autoconfigure.capture;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.audit.AuditCapture;
import io.stratum.audit.AuditEntry;
import io.stratum.autoconfigure.engine.PlatformDatabase;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What triggers note of letters, for tenants of every strategy.
 */
class EntityCaptureIntegrationTests {

	private static final Map<IsolationStrategy, Tenant> ACME = new EnumMap<>(IsolationStrategy.class);

	private static final Map<IsolationStrategy, Tenant> GLOBEX = new EnumMap<>(IsolationStrategy.class);

	private static PostOffice office;

	@BeforeAll
	static void open() {
		office = new PostOffice(AuditCapture.TRIGGER);
		for (IsolationStrategy strategy : IsolationStrategy.values()) {
			ACME.put(strategy, office.open("acme", strategy));
			GLOBEX.put(strategy, office.open("globex", strategy));
		}
	}

	@AfterAll
	static void close() {
		office.close();
	}

	@ParameterizedTest
	@EnumSource
	void eachWriteIsNotedRowByRow(IsolationStrategy strategy) {
		Tenant acme = ACME.get(strategy);
		office.run(acme, () -> office.letters().deleteAllInBatch());
		UUID id = office.as(acme, () -> office.letters().save(new Letter("one")).getId());
		office.as(acme, () -> office.letters().save(new Letter("two")));
		assertNewest(acme, "letter.created", "letter.created");
		office.in(acme, () -> {
			Letter letter = office.letters().findById(id).orElseThrow();
			letter.setSubject("entity");
			return letter;
		});
		assertThat(office.entries(acme).get(0)).satisfies((entry) -> {
			assertThat(entry.beforeState().path("subject").asString()).isEqualTo("one");
			assertThat(entry.afterState().path("subject").asString()).isEqualTo("entity");
			assertThat(entry.resourceId()).isEqualTo(id.toString());
		});
		office.as(acme, () -> office.letters().readdress("modifying"));
		assertBothNow(acme, "modifying");
		office.in(acme,
				() -> office.application.getBean(EntityManager.class)
					.createQuery("update Letter l set l.subject = 'bulk'")
					.executeUpdate());
		assertBothNow(acme, "bulk");
		office.as(acme, () -> office.letters().overwrite("native"));
		assertBothNow(acme, "native");
		office.as(acme, () -> jdbc().sql("update letter set subject = 'jdbc'").update());
		assertBothNow(acme, "jdbc");
		office.as(acme, () -> stateless(id));
		assertThat(office.entries(acme).get(0).beforeState().path("subject").asString()).isEqualTo("jdbc");
		assertThat(office.entries(acme).get(0).afterState().path("subject").asString()).isEqualTo("stateless");
		office.run(acme, () -> office.letters().deleteAllInBatch());
		assertNewest(acme, "letter.deleted", "letter.deleted");
	}

	@ParameterizedTest
	@EnumSource
	void nothingSecretOrExcludedIsNoted(IsolationStrategy strategy) {
		Tenant acme = ACME.get(strategy);
		UUID id = office.as(acme, () -> office.letters().save(new Letter("st1.key1.c2VhbGVkIHdpdGggd2F4")).getId());
		assertThat(office.entries(acme).get(0).afterState().toString())
			.contains("\"seal\":\"[redacted]\"", "\"lockToken\":\"[redacted]\"", "\"subject\":\"[redacted]\"")
			.doesNotContain("reads", "wax", "opens", "st1.");
		int entries = office.entries(acme).size();
		office.as(acme, () -> jdbc().sql("update letter set reads = reads + 1 where id = ?").param(id).update());
		assertThat(office.entries(acme)).hasSize(entries);
	}

	@ParameterizedTest
	@EnumSource
	void rolledBackChangeIsNotNoted(IsolationStrategy strategy) {
		Tenant acme = ACME.get(strategy);
		int entries = office.entries(acme).size();
		assertThatIllegalStateException().isThrownBy(() -> office.in(acme, () -> {
			office.letters().saveAndFlush(new Letter("lost"));
			jdbc().sql("update letter set subject = 'lost'").update();
			throw new IllegalStateException();
		}));
		assertThat(office.entries(acme)).hasSize(entries);
	}

	@ParameterizedTest
	@EnumSource
	void twoTenantsAtOnceHaveTheirOwnEntries(IsolationStrategy strategy) throws Exception {
		int before = office.entries(GLOBEX.get(strategy)).size();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<Letter>> writers = List.of(ACME, GLOBEX, ACME, GLOBEX, ACME, GLOBEX)
			.stream()
			.map((tenants) -> tenants.get(strategy))
			.map((tenant) -> threads
				.submit(() -> office.as(tenant, () -> office.letters().save(new Letter("of " + tenant.slug())))))
			.toList();
		for (Future<Letter> writer : writers) {
			writer.get();
		}
		threads.shutdown();
		assertThat(office.entries(GLOBEX.get(strategy))).hasSize(before + 3).allSatisfy((entry) -> {
			assertThat(entry.tenantId()).isEqualTo(GLOBEX.get(strategy).id());
			assertThat(entry.toString()).doesNotContain("of acme");
		});
	}

	@ParameterizedTest
	@EnumSource
	void entrySaysWhoActedForWhomAndInWhichRequest(IsolationStrategy strategy) {
		Tenant acme = ACME.get(strategy);
		Caller user = new Caller(Caller.Type.USER, "u-7", "User", acme.id(), EnumSet.allOf(Scope.class),
				acme.id().toString(), "10.0.0.9", "req-7");
		try (TenantContext.Scope scope = office.application.getBean(TenantContext.class).bind(acme, user)) {
			jdbc().sql("insert into letter (id, subject) values (gen_random_uuid(), 'impersonated')").update();
		}
		assertThat(office.entries(acme).get(0))
			.extracting(AuditEntry::actorType, AuditEntry::actorId, AuditEntry::subjectId, AuditEntry::requestId,
					AuditEntry::sourceIp)
			.containsExactly("user", "u-7", acme.id().toString(), "req-7", "10.0.0.9");
	}

	@ParameterizedTest
	@EnumSource
	void applicationReachesNothingThatIsNoted(IsolationStrategy strategy) {
		for (String sql : List.of("select * from stratum.captured", "delete from stratum.captured",
				"update stratum.captured set entry = '{}'", "truncate stratum.captured",
				"insert into stratum.captured (tenant_id, entry) values (gen_random_uuid(), '{}')",
				"alter table letter disable trigger stratum_capture")) {
			assertThatExceptionOfType(RuntimeException.class).as(sql)
				.isThrownBy(() -> office.as(ACME.get(strategy), () -> jdbc().sql(sql).update()))
				.satisfies((refused) -> assertThat(NestedExceptionUtils.getRootCause(refused)).isInstanceOfSatisfying(
						SQLException.class, (cause) -> assertThat(cause.getSQLState()).isEqualTo("42501")));
		}
	}

	@Test
	void whatIsNotedInADatabaseArrivesWithoutBeingAskedFor() {
		Tenant globex = GLOBEX.get(IsolationStrategy.DATABASE);
		office.as(globex, () -> office.letters().save(new Letter("arrives")));
		await().untilAsserted(() -> assertThat(JdbcClient.create(owner())
			.sql("select count(*) from stratum.audit_log where tenant_id = ? and after_state ->> 'subject' = 'arrives'")
			.param(globex.id().value())
			.query(Long.class)
			.single()).isOne());
	}

	@Test
	void doctorIsContentAndAsksNothingAboutListeners() {
		assertThat(office.application.getBean(Doctor.class).examine().findings())
			.filteredOn((finding) -> finding.status() != DoctorStatus.PASS)
			.extracting(DoctorFinding::id)
			.doesNotContain("D30", "D12", "D15", "D23", "D24");
	}

	private static void assertBothNow(Tenant tenant, String subject) {
		assertThat(office.entries(tenant).subList(0, 2)).allSatisfy((entry) -> {
			assertThat(entry.action()).isEqualTo("letter.updated");
			assertThat(entry.afterState().path("subject").asString()).isEqualTo(subject);
		}).extracting(AuditEntry::resourceId).doesNotHaveDuplicates();
	}

	private static void assertNewest(Tenant tenant, String... actions) {
		assertThat(office.entries(tenant)).extracting(AuditEntry::action).startsWith(actions);
	}

	private static boolean stateless(UUID id) {
		SessionFactory sessions = office.application.getBean(EntityManagerFactory.class).unwrap(SessionFactory.class);
		sessions.inStatelessTransaction((session) -> {
			Letter letter = session.get(Letter.class, id);
			letter.setSubject("stateless");
			session.update(letter);
		});
		return true;
	}

	private static JdbcClient jdbc() {
		return office.application.getBean(JdbcClient.class);
	}

	private static DataSource owner() {
		return office.application.getBean(PlatformDatabase.class).owner();
	}

}
