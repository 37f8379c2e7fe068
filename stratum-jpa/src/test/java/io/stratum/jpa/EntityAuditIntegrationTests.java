package io.stratum.jpa;

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
import io.stratum.jpa.desk.Client;
import io.stratum.jpa.desk.LeaseDeal;
import io.stratum.jpa.desk.Visit;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.criteria.CriteriaDelete;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class EntityAuditIntegrationTests {

	private FrontDesk desk;

	@BeforeEach
	void start() {
		this.desk = new FrontDesk();
	}

	@AfterEach
	void stop() {
		assertThat(this.desk.audit.verify(this.desk.acme.id()).ok()).isTrue();
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
		assertThat(entry.beforeState()).isNull();
		assertThat(entry.afterState().toString()).contains("\"name\":\"new\"", "\"kind\":\"RETAIL\"",
				"\"address\":{\"city\":\"Springfield\",\"street\":\"Main Street\"}", "\"logo\":\"[3 bytes]\"",
				"\"credit\":10.5", "\"parent\":\"" + parent + "\"");
	}

	@Test
	void updateIsNotedWithBothStates() {
		UUID id = this.desk.persistClient(this.desk.acme);
		change(id, (client) -> client.rename("renamed"));
		assertThat(newest().action()).isEqualTo("client.updated");
		assertThat(newest().beforeState().path("name").asString()).isEqualTo("acme");
		assertThat(newest().afterState().path("name").asString()).isEqualTo("renamed");
	}

	@Test
	void deleteIsNotedWithItsStateBefore() {
		UUID id = this.desk.persistClient(this.desk.acme);
		change(id, this.desk.entities::remove);
		assertThat(newest().action()).isEqualTo("client.deleted");
		assertThat(newest().beforeState().path("name").asString()).isEqualTo("acme");
		assertThat(newest().afterState()).isNull();
	}

	@Test
	void secretsAndExcludedAttributesAreNotShown() {
		UUID id = persist(new Client("new").filled(null));
		assertThat(newest().afterState().toString())
			.contains("\"iban\":\"[redacted]\"", "\"doorPassword\":\"[redacted]\"")
			.doesNotContain("visits", "sesame", "DE0212");
		long entries = entries().size();
		change(id, Client::visit);
		assertThat(entries()).hasSize((int) entries);
		change(id, (client) -> client.payFrom("DE00"));
		assertThat(entries()).hasSize((int) entries + 1);
	}

	@Test
	void longTextIsShortened() {
		persist(new Client("x".repeat(100_000)));
		assertThat(newest().afterState().path("name").asString()).endsWith("… [100000 characters]")
			.hasSizeLessThan(5000);
	}

	@Test
	void entrySaysWhoActedAndInWhichRequest() {
		Caller user = new Caller(Caller.Type.USER, "u-7", "User", this.desk.acme.id(), EnumSet.allOf(Scope.class),
				"acme_emea", "10.0.0.9", "req-1");
		try (TenantContext.Scope scope = this.desk.context.bind(this.desk.acme, user)) {
			this.desk.persistClient(this.desk.acme);
		}
		assertThat(newest())
			.extracting(AuditEntry::actorType, AuditEntry::actorId, AuditEntry::subjectId, AuditEntry::requestId,
					AuditEntry::sourceIp)
			.containsExactly("user", "u-7", "acme_emea", "req-1", "10.0.0.9");
	}

	@Test
	void rolledBackChangeLeavesNoEntry() {
		long entries = entries().size();
		assertThatIllegalStateException().isThrownBy(() -> this.desk.run(this.desk.acme, () -> {
			this.desk.entities.persist(new Client("lost"));
			this.desk.entities.flush();
			throw new IllegalStateException();
		}));
		assertThat(entries()).hasSize((int) entries);
	}

	@Test
	void changeThatCannotBeNotedIsNotMade() {
		this.desk.asOwner("revoke execute on function stratum.record_audit(jsonb) from stratum_app");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.desk.persistClient(this.desk.acme));
		assertThat(this.desk.in(this.desk.acme, this.desk::names)).containsExactly("acme");
	}

	@Test
	void entityThatIsNotAuditedLeavesNoEntry() {
		long entries = entries().size();
		this.desk.run(this.desk.acme, () -> this.desk.entities.persist(new Visit()));
		assertThat(entries()).hasSize((int) entries);
	}

	@Test
	void bulkStatementsOfARepositoryAreNotedWithTheirCount() {
		Clients clients = this.desk.repository(Clients.class);
		this.desk.run(this.desk.acme, () -> assertThat(clients.renameAll("bulk")).isEqualTo(1));
		assertThat(newest().action()).isEqualTo("client.bulk_update");
		assertThat(newest().metadata().toString()).contains("\"rows\":1", "\"statement\":\"update\"",
				"\"table\":\"client\"");
		int entries = entries().size();
		this.desk.run(this.desk.acme, clients::deleteAllInBatch);
		assertThat(newest().action()).isEqualTo("client.bulk_delete");
		assertThat(newest().beforeState()).isNull();
		assertThat(entries()).hasSize(entries + 1);
	}

	@Test
	void bulkStatementsOfTheEntityManagerAreNotedOnce() {
		this.desk.persistClient(this.desk.acme);
		int entries = entries().size();
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("update Client c set c.name = 'query'").executeUpdate());
		assertThat(entries()).hasSize(entries + 1);
		assertThat(newest().action()).isEqualTo("client.bulk_update");
		assertThat(newest().metadata().toString()).contains("\"rows\":2", "\"statement\":\"update\"",
				"\"table\":\"client\"");
		assertThat(newest().afterState()).isNull();
		this.desk.run(this.desk.acme, () -> {
			CriteriaDelete<Client> delete = this.desk.entities.getCriteriaBuilder().createCriteriaDelete(Client.class);
			delete.from(Client.class);
			this.desk.entities.createQuery(delete).executeUpdate();
		});
		assertThat(entries()).hasSize(entries + 2);
		assertThat(newest().action()).isEqualTo("client.bulk_delete");
		this.desk.run(this.desk.acme,
				() -> this.desk.entities
					.createQuery("insert into Client (id, name, visits) values (:id, 'inserted', 1)")
					.setParameter("id", UUID.randomUUID())
					.executeUpdate());
		assertThat(newest().action()).isEqualTo("client.bulk_insert");
		assertThat(entries()).hasSize(entries + 3);
	}

	@Test
	void bulkStatementThatChangesNothingOrIsRolledBackIsNotNoted() {
		int entries = entries().size();
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("delete Client c where c.name = 'nobody'").executeUpdate());
		assertThatIllegalStateException().isThrownBy(() -> this.desk.run(this.desk.acme, () -> {
			this.desk.entities.createQuery("update Client c set c.name = 'lost'").executeUpdate();
			throw new IllegalStateException();
		}));
		this.desk.run(this.desk.acme, () -> this.desk.entities.createQuery("delete Visit v").executeUpdate());
		assertThat(entries()).hasSize(entries);
	}

	@Test
	void nativeStatementsAreNotNoted() {
		int entries = entries().size();
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createNativeQuery("update client set name = 'native'").executeUpdate());
		this.desk.run(this.desk.acme, () -> this.desk.jdbc().sql("update client set name = 'jdbc'").update());
		assertThat(entries()).hasSize(entries);
	}

	@Test
	void bulkStatementOfARepositoryOverSeveralTablesIsNotedOnce() {
		Deals deals = this.desk.repository(Deals.class);
		this.desk.run(this.desk.acme, () -> this.desk.entities.persist(new LeaseDeal("desk", 12)));
		assertThat(newest().action()).isEqualTo("lease_deal.created");
		int entries = entries().size();
		this.desk.run(this.desk.acme, () -> assertThat(deals.extend(3)).isEqualTo(1));
		assertThat(entries()).hasSize(entries + 1);
		assertThat(newest().action()).isEqualTo("lease_deal.bulk_update");
	}

	@Test
	void statelessSessionIsNotedWithoutWhatItNeverSaw() {
		UUID id = this.desk.persistClient(this.desk.acme);
		this.desk.as(this.desk.acme,
				() -> this.desk.factory.unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
					Client client = session.get(Client.class, id);
					client.rename("stateless");
					session.update(client);
				}));
		assertThat(newest().action()).isEqualTo("client.updated");
		assertThat(newest().afterState().path("name").asString()).isEqualTo("stateless");
		assertThat(newest().metadata().path("before_unknown").asBoolean()).isTrue();
	}

	@Test
	void sessionWithoutSpringIsNotedToo() {
		this.desk.as(this.desk.acme, () -> this.desk.factory.unwrap(SessionFactory.class)
			.inTransaction((session) -> session.persist(new Client("plain"))));
		assertThat(newest().afterState().path("name").asString()).isEqualTo("plain");
	}

	@Test
	void tenantInADatabaseOfItsOwnHasItsEntriesNotedThere() {
		String database = this.desk.moveToDatabase(this.desk.acmeEmea);
		assertThat(this.desk.notedIn(database)).containsExactly("client.created");
		assertThat(this.desk.in(this.desk.acmeEmea, this.desk::names)).containsExactly("acme_emea");
		assertThat(entriesOf(this.desk.acmeEmea)).hasSize(1);
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
		assertThat(entriesOf(this.desk.acme)).hasSize(21);
		assertThat(entriesOf(this.desk.globex)).hasSize(21);
		assertThat(this.desk.audit.verify(this.desk.globex.id()).ok()).isTrue();
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

	interface Deals extends JpaRepository<LeaseDeal, UUID> {

		@Modifying
		@Query("update LeaseDeal d set d.months = d.months + :months, d.title = 'extended'")
		int extend(int months);

	}

	interface Clients extends JpaRepository<Client, UUID> {

		@Modifying
		@Query("update Client c set c.name = :name")
		int renameAll(String name);

	}

}
