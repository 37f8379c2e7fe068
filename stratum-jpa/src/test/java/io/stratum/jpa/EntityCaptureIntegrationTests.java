package io.stratum.jpa;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditQuery;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.IsolationUnsafeException;
import io.stratum.jpa.desk.Client;
import io.stratum.jpa.desk.LeaseDeal;
import io.stratum.jpa.desk.Visit;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.criteria.CriteriaUpdate;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Audited entities whose changes triggers note.
 */
class EntityCaptureIntegrationTests {

	private FrontDesk desk;

	@BeforeEach
	void start() {
		this.desk = FrontDesk.captured();
	}

	@AfterEach
	void stop() {
		assertThat(this.desk.audit.verify(this.desk.acme.id()).ok()).isTrue();
		assertThat(this.desk.audit.verify(this.desk.globex.id()).ok()).isTrue();
		assertThat(this.desk.ownerReads("select count(*) from stratum.captured", Long.class)).isZero();
		this.desk.close();
	}

	@Test
	void insertIsNotedWithItsStateAfter() {
		UUID parent = this.desk.persistClient(this.desk.acme);
		UUID id = persist(new Client("new")
			.filled(this.desk.in(this.desk.acme, () -> this.desk.entities.getReference(Client.class, parent))));
		AuditEntry entry = newest();
		assertThat(entry.action()).isEqualTo("client.created");
		assertThat(entry.resourceType()).isEqualTo("client");
		assertThat(entry.resourceId()).isEqualTo(id.toString());
		assertThat(entry.origin()).isEqualTo("app");
		assertThat(entry.tenantId()).isEqualTo(this.desk.acme.id());
		assertThat(entry.beforeState()).isNull();
		assertThat(entry.afterState().toString()).contains("\"name\":\"new\"", "\"kind\":\"RETAIL\"",
				"\"address\":{\"city\":\"Springfield\",\"street\":\"Main Street\"}", "\"logo\":\"[3 bytes]\"",
				"\"credit\":10.5", "\"parent\":\"" + parent + "\"", "\"tenantId\":\"" + this.desk.acme.id() + "\"");
		assertThat(entry.metadata().path("table").asString()).isEqualTo("client");
	}

	@Test
	void updateAndDeleteAreNotedWithTheirStates() {
		UUID id = this.desk.persistClient(this.desk.acme);
		change(id, (client) -> client.rename("renamed"));
		assertThat(newest().action()).isEqualTo("client.updated");
		assertThat(newest().beforeState().path("name").asString()).isEqualTo("acme");
		assertThat(newest().afterState().path("name").asString()).isEqualTo("renamed");
		change(id, this.desk.entities::remove);
		assertThat(newest().action()).isEqualTo("client.deleted");
		assertThat(newest().beforeState().path("name").asString()).isEqualTo("renamed");
		assertThat(newest().afterState()).isNull();
	}

	@Test
	void secretsAndExcludedAttributesAreNotShown() {
		UUID id = persist(new Client("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhY21lIn0.").filled(null));
		assertThat(newest().afterState().toString())
			.contains("\"iban\":\"[redacted]\"", "\"doorPassword\":\"[redacted]\"", "\"name\":\"[redacted]\"")
			.doesNotContain("visits", "sesame", "DE0212", "eyJ");
		int entries = entries().size();
		change(id, Client::visit);
		assertThat(entries()).hasSize(entries);
		change(id, (client) -> client.payFrom("DE00"));
		assertThat(entries()).hasSize(entries + 1);
		assertThat(newest().afterState().toString()).doesNotContain("DE00");
	}

	@Test
	void longTextIsShortened() {
		persist(new Client("x".repeat(100_000)));
		assertThat(newest().afterState().path("name").asString()).endsWith("… [100000 characters]")
			.hasSizeLessThan(5000);
	}

	@Test
	void bulkStatementsAreNotedRowByRow() {
		this.desk.persistClient(this.desk.acme);
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("update Client c set c.name = 'query'").executeUpdate());
		assertBothRenamedTo("query");
		Clients clients = this.desk.repository(Clients.class);
		this.desk.run(this.desk.acme, () -> clients.renameAll("modifying"));
		assertBothRenamedTo("modifying");
		this.desk.run(this.desk.acme, () -> {
			CriteriaUpdate<Client> update = this.desk.entities.getCriteriaBuilder().createCriteriaUpdate(Client.class);
			update.from(Client.class);
			this.desk.entities.createQuery(update.set("name", "criteria")).executeUpdate();
		});
		assertBothRenamedTo("criteria");
		this.desk.run(this.desk.acme, clients::deleteAllInBatch);
		assertThat(entries()).extracting(AuditEntry::action).startsWith("client.deleted", "client.deleted");
	}

	@Test
	void nativeStatementsAreNotedRowByRow() {
		this.desk.persistClient(this.desk.acme);
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createNativeQuery("update client set name = 'native'").executeUpdate());
		assertBothRenamedTo("native");
		this.desk.run(this.desk.acme, () -> this.desk.jdbc().sql("update client set name = 'jdbc'").update());
		assertBothRenamedTo("jdbc");
		this.desk.as(this.desk.acme, () -> this.desk.jdbc().sql("update client set name = 'autocommit'").update());
		assertBothRenamedTo("autocommit");
	}

	@Test
	void entityInSeveralTablesIsNotedTableByTable() {
		this.desk.run(this.desk.acme, () -> this.desk.entities.persist(new LeaseDeal("desk", 12)));
		assertThat(entries().subList(0, 2))
			.extracting(AuditEntry::action, (entry) -> entry.metadata().path("table").asString())
			.containsExactly(tuple("lease_deal.created", "lease_deal"), tuple("deal.created", "deal"));
		assertThat(entries().get(0).resourceId()).isEqualTo(entries().get(1).resourceId());
		assertThat(entries().get(0).afterState().toString()).contains("\"months\":12").doesNotContain("title");
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("update LeaseDeal d set d.months = 13, d.title = 'longer'")
					.executeUpdate());
		assertThat(entries().subList(0, 2)).extracting(AuditEntry::action)
			.containsExactlyInAnyOrder("lease_deal.updated", "deal.updated");
	}

	@Test
	void statelessSessionIsNotedWithBothStates() {
		UUID id = this.desk.persistClient(this.desk.acme);
		this.desk.as(this.desk.acme,
				() -> this.desk.factory.unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
					Client client = session.get(Client.class, id);
					client.rename("stateless");
					session.update(client);
				}));
		assertThat(newest().beforeState().path("name").asString()).isEqualTo("acme");
		assertThat(newest().afterState().path("name").asString()).isEqualTo("stateless");
	}

	@Test
	void entrySaysWhoActedAndInWhichRequest() {
		asUser("u-7", "acme_emea", () -> this.desk.persistClient(this.desk.acme));
		assertThat(newest())
			.extracting(AuditEntry::actorType, AuditEntry::actorId, AuditEntry::subjectId, AuditEntry::requestId,
					AuditEntry::sourceIp)
			.containsExactly("user", "u-7", "acme_emea", "req-u-7", "10.0.0.9");
		this.desk.persistClient(this.desk.acme);
		assertThat(newest()).extracting(AuditEntry::actorType, AuditEntry::actorId).containsExactly("system", null);
	}

	@Test
	void statementThatIsKeptSaysWhoActsNow() {
		this.desk.as(this.desk.acme, () -> {
			try (Session session = this.desk.factory.unwrap(SessionFactory.class).openSession()) {
				session.doWork((connection) -> {
					connection.setAutoCommit(false);
					try (var statement = connection.prepareStatement("update client set name = name || '+'")) {
						for (String user : List.of("u-1", "u-2")) {
							asUser(user, null, () -> assertThat(statement.executeUpdate()).isEqualTo(1));
							connection.commit();
						}
					}
				});
			}
		});
		assertThat(entries()).extracting(AuditEntry::actorId).startsWith("u-2", "u-1");
	}

	@Test
	void changeByAnotherLoginSaysWhich() {
		this.desk.behindHibernate("update client set name = 'behind' where name = 'acme'");
		assertThat(newest().actorType()).isEqualTo("system");
		assertThat(newest().metadata().path("login").asString()).isEqualTo("stratum_platform");
	}

	@Test
	void rolledBackChangeLeavesNoEntry() {
		int entries = entries().size();
		assertThatIllegalStateException().isThrownBy(() -> this.desk.run(this.desk.acme, () -> {
			this.desk.entities.persist(new Client("lost"));
			this.desk.entities.flush();
			throw new IllegalStateException();
		}));
		assertThat(entries()).hasSize(entries);
	}

	@Test
	void changeThatASavepointUndoesLeavesNoEntry() {
		int entries = entries().size();
		this.desk.run(this.desk.acme, () -> this.desk.entities.unwrap(Session.class).doWork((connection) -> {
			var savepoint = connection.setSavepoint();
			connection.createStatement().execute("update client set name = 'undone'");
			connection.rollback(savepoint);
			connection.createStatement().execute("update client set name = 'kept'");
		}));
		assertThat(entries()).hasSize(entries + 1);
		assertThat(newest().afterState().path("name").asString()).isEqualTo("kept");
	}

	@Test
	void changeThatCannotBeNotedIsNotMade() {
		this.desk.asOwner(
				"alter table stratum.audit_log add constraint full_disk check (action <> 'client.created') not valid");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.desk.persistClient(this.desk.acme));
		assertThat(this.desk.in(this.desk.acme, this.desk::names)).containsExactly("acme");
	}

	@Test
	void constraintsThatAreCheckedAtOnceChangeNothing() {
		this.desk.run(this.desk.acme, () -> {
			this.desk.jdbc().sql("set constraints all immediate").update();
			this.desk.jdbc().sql("update client set name = 'one'").update();
			this.desk.jdbc().sql("update client set name = 'two'").update();
		});
		assertThat(entries()).extracting((entry) -> entry.afterState().path("name").asString())
			.startsWith("two", "one");
	}

	@Test
	void entityThatIsNotAuditedLeavesNoEntry() {
		int entries = entries().size();
		this.desk.run(this.desk.acme, () -> this.desk.entities.persist(new Visit()));
		assertThat(entries()).hasSize(entries);
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from stratum.captured",
			"insert into stratum.captured (tenant_id, entry) values (gen_random_uuid(), '{}')",
			"update stratum.captured set entry = '{}'", "delete from stratum.captured", "truncate stratum.captured",
			"insert into stratum.audit_log (id) values (gen_random_uuid())",
			"alter table client disable trigger stratum_capture", "drop trigger stratum_capture on client",
			"set session_replication_role = replica", "select stratum.canonical_json('{}')",
			"create trigger forged after insert on client for each row execute function stratum.capture('x', '{}')" })
	void applicationCannotReachWhatIsNoted(String sql) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.desk.run(this.desk.acme, () -> this.desk.jdbc().sql(sql).query().listOfRows()))
			.satisfies((refused) -> assertThat(NestedExceptionUtils.getRootCause(refused)).isInstanceOfSatisfying(
					SQLException.class, (cause) -> assertThat(cause.getSQLState()).isEqualTo("42501")));
	}

	@Test
	void applicationCannotClaimThatATriggerMadeAnEntry() {
		persist(new Client("captured"));
		assertThat(newest().metadata().path("captured").asBoolean()).isTrue();
		String forged = """
				select stratum.record_audit(jsonb_build_object('tenant_id', '%s', 'origin', 'app', 'metadata',
					jsonb_build_object('captured', true)))
				""".formatted(this.desk.acme.id());
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.desk.run(this.desk.acme, () -> this.desk.jdbc().sql(forged).query().listOfRows()))
			.withStackTraceContaining("only triggers make entries that were captured");
	}

	@Test
	void triggerThatWasChangedIsReplacedAndReported() {
		assertThat(this.desk.security().apply(true).steps()).isEmpty();
		this.desk.asOwner("alter table client disable trigger stratum_capture");
		assertThatExceptionOfType(IsolationUnsafeException.class).isThrownBy(() -> this.desk.security().verify())
			.satisfies((unsafe) -> assertThat(unsafe.findings()).extracting(DoctorFinding::id, DoctorFinding::object)
				.containsExactly(tuple("D30", "public.client")))
			.satisfies((unsafe) -> assertThat(unsafe.findings().get(0).remedy())
				.contains("create trigger stratum_capture"));
		this.desk.security().apply(false);
		this.desk.security().verify();
		this.desk.asOwner("drop trigger stratum_capture on client");
		assertThat(this.desk.security().migration()).contains("create trigger stratum_capture");
		assertThat(this.desk.security().apply(false).statements()).hasSize(3);
		this.desk.asOwner(
				"create trigger stratum_capture after update on visit for each row execute function stratum.capture('v', '{}')");
		assertThat(this.desk.security().apply(false).statements())
			.containsExactly("drop trigger if exists stratum_capture on \"public\".\"visit\"");
	}

	@Test
	void chainsOfTwoTenantsHoldUnderManyWriters() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		List<Future<?>> writers = new ArrayList<>();
		for (int writer = 0; writer < 40; writer++) {
			Tenant tenant = (writer % 2 == 0) ? this.desk.acme : this.desk.globex;
			writers.add(threads.submit(() -> this.desk.persistClient(tenant)));
		}
		for (Future<?> writer : writers) {
			writer.get();
		}
		threads.shutdown();
		assertThat(entriesOf(this.desk.acme)).hasSize(21)
			.allMatch((entry) -> entry.tenantId().equals(this.desk.acme.id()));
		assertThat(entriesOf(this.desk.globex)).hasSize(21);
	}

	private void assertBothRenamedTo(String name) {
		assertThat(entries().subList(0, 2)).allSatisfy((entry) -> {
			assertThat(entry.action()).isEqualTo("client.updated");
			assertThat(entry.beforeState().path("name").asString()).isNotEqualTo(name);
			assertThat(entry.afterState().path("name").asString()).isEqualTo(name);
		}).extracting(AuditEntry::resourceId).doesNotHaveDuplicates();
	}

	private void asUser(String id, String subject, ThrowingWork work) {
		Caller user = new Caller(Caller.Type.USER, id, "User", this.desk.acme.id(), EnumSet.allOf(Scope.class), subject,
				"10.0.0.9", "req-" + id);
		try (TenantContext.Scope scope = this.desk.context.bind(this.desk.acme, user)) {
			work.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private UUID persist(Client client) {
		return this.desk.in(this.desk.acme, () -> {
			this.desk.entities.persist(client);
			return client.getId();
		});
	}

	private void change(UUID id, Consumer<Client> change) {
		this.desk.run(this.desk.acme, () -> change.accept(this.desk.entities.find(Client.class, id)));
	}

	private AuditEntry newest() {
		return entries().get(0);
	}

	private List<AuditEntry> entries() {
		return entriesOf(this.desk.acme);
	}

	private List<AuditEntry> entriesOf(Tenant tenant) {
		return this.desk.audit.query(AuditQuery.of(tenant.id()).page(null, 100))
			.stream()
			.filter((entry) -> entry.origin().equals("app"))
			.toList();
	}

	interface Clients extends JpaRepository<Client, UUID> {

		@Modifying
		@Query("update Client c set c.name = :name")
		int renameAll(String name);

	}

	@FunctionalInterface
	private interface ThrowingWork {

		void run() throws Exception;

	}

}
