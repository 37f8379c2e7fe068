package io.stratum.jpa;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.stratum.audit.AuditEntry;
import io.stratum.audit.AuditQuery;
import io.stratum.crypto.CiphertextInvalidException;
import io.stratum.crypto.RotationLevel;
import io.stratum.jpa.desk.Patient;
import io.stratum.jpa.encrypted.EncryptedSubtreeException;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import io.stratum.tenant.TenantSwitchedException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncryptedIntegrationTests {

	private static final byte[] SCAN = "scan-of-the-lungs".getBytes(StandardCharsets.UTF_8);

	private static final String IBAN = "DE02120300000000202051";

	private FrontDesk desk;

	@BeforeEach
	void open() {
		this.desk = new FrontDesk();
	}

	@AfterEach
	void close() {
		this.desk.close();
	}

	@Test
	void attributesReadAsTheyWereWritten() {
		UUID id = persist(this.desk.acme);
		uncached(() -> this.desk.run(this.desk.acme, () -> {
			Patient patient = find(id);
			assertThat(patient.getIllness()).isEqualTo("pneumonia");
			assertThat(patient.getScan()).isEqualTo(SCAN);
			assertThat(patient.getAccount()).isEqualTo(new Patient.Account("bank", IBAN));
			assertThat(patient.getRemedy()).isNull();
		}));
	}

	@Test
	void columnsHoldCiphertextsOnly() {
		persist(this.desk.acme);
		assertThat(row()).contains("st1.", "null").doesNotContain("pneumonia", IBAN, "scan-of");
		assertThat(column("scan")).matches("st1\\.[0-9a-f-]{36}\\.[A-Za-z0-9_-]+");
		assertThat(column("illness")).startsWith(column("iban").substring(0, 40)).isNotEqualTo(column("iban"));
	}

	@Test
	void changesAndMergesStaySealed() {
		UUID id = persist(this.desk.acme);
		String first = column("illness");
		this.desk.run(this.desk.acme, () -> find(id).diagnose("influenza"));
		assertThat(column("illness")).startsWith("st1.").isNotEqualTo(first);
		Patient detached = this.desk.in(this.desk.acme, () -> find(id));
		detached.diagnose("measles");
		this.desk.run(this.desk.acme, () -> this.desk.entities.merge(detached));
		assertThat(row()).doesNotContain("measles", "influenza");
		assertThat(illness(id)).isEqualTo("measles");
	}

	@Test
	void parametersOfBulkStatementsAreSealed() {
		UUID id = persist(this.desk.acme);
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("update Patient p set p.illness = :illness")
					.setParameter("illness", "mumps")
					.executeUpdate());
		assertThat(row()).doesNotContain("mumps");
		assertThat(illness(id)).isEqualTo("mumps");
		this.desk.run(this.desk.acme,
				() -> this.desk.entities.createQuery("update Patient p set p.illness = null").executeUpdate());
		assertThat(illness(id)).isNull();
	}

	@Test
	void literalsOfStatementsAreRefused() {
		persist(this.desk.acme);
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.desk.run(this.desk.acme,
					() -> this.desk.entities.createQuery("update Patient p set p.illness = 'mumps'").executeUpdate()))
			.withStackTraceContaining("Hand the value over as a parameter.");
		assertThat(row()).doesNotContain("mumps");
	}

	@Test
	void conditionsNeverMatch() {
		persist(this.desk.acme);
		this.desk.run(this.desk.acme,
				() -> assertThat(
						this.desk.entities.createQuery("from Patient p where p.illness = :illness", Patient.class)
							.setParameter("illness", "pneumonia")
							.getResultList())
					.isEmpty());
	}

	@Test
	void valueMovedToAnotherColumnDoesNotOpen() {
		UUID id = persist(this.desk.acme);
		this.desk.asOwner("update patient set remedy = illness");
		assertDoesNotOpen(this.desk.acme, id, "patient.remedy");
	}

	@Test
	void valueMovedToAnotherTenantDoesNotOpen() {
		UUID foreign = persist(this.desk.globex);
		persist(this.desk.acme);
		this.desk.asOwner("""
				update patient
				set illness = (select illness from patient where tenant_id = '%s')
				where tenant_id = '%s'
				""".formatted(this.desk.acme.id(), this.desk.globex.id()));
		assertDoesNotOpen(this.desk.globex, foreign, "patient.illness");
	}

	@Test
	void alteredOrPlainValueDoesNotOpen() {
		UUID id = persist(this.desk.acme);
		this.desk.asOwner("update patient set illness = overlay(illness placing 'AAAA' from 60)");
		assertDoesNotOpen(this.desk.acme, id, "patient.illness");
		this.desk.asOwner("update patient set illness = 'planted-by-hand'");
		assertDoesNotOpen(this.desk.acme, id, "patient.illness");
	}

	@Test
	void destroyedKeysTakeTheValuesOfTheirTenantOnly() {
		UUID mine = persist(this.desk.acme);
		UUID foreign = persist(this.desk.globex);
		assertThat(this.desk.keys.destroy(this.desk.acme.id())).hasSize(1);
		assertDoesNotOpen(this.desk.acme, mine, "patient.");
		assertThat(illness(foreign, this.desk.globex)).isEqualTo("pneumonia");
		this.desk.run(this.desk.acme, () -> this.desk.entities.persist(new Patient("other", "new-illness")));
	}

	@Test
	void cacheHoldsNoPlainText() {
		UUID id = persist(this.desk.acme);
		assertThat(illness(id)).isEqualTo("pneumonia");
		this.desk.asOwner("update patient set illness = null");
		assertThat(this.desk.in(this.desk.acme, () -> find(id).getIllness())).isEqualTo("pneumonia");
		this.desk.keys.destroy(this.desk.acme.id());
		assertThatExceptionOfType(CiphertextInvalidException.class)
			.isThrownBy(() -> this.desk.run(this.desk.acme, () -> find(id)));
	}

	@Test
	void rotationKeepsFormerKeysAndSealsWithTheNew() {
		UUID id = persist(this.desk.acme);
		String former = column("illness").substring(0, 40);
		this.desk.rotations.run(this.desk.rotations.start(RotationLevel.DEK, this.desk.acme.id()).id());
		assertThat(illness(id)).isEqualTo("pneumonia");
		this.desk.run(this.desk.acme, () -> find(id).diagnose("influenza"));
		assertThat(column("illness")).doesNotStartWith(former);
		this.desk.rotations.run(this.desk.rotations.start(RotationLevel.DEK, this.desk.acme.id()).id());
		assertThat(illness(id)).isEqualTo("influenza");
		assertThat(this.desk.ownerReads("select count(*) from stratum.data_key", Integer.class)).isEqualTo(3);
	}

	@Test
	void unboundSessionGetsNothing() {
		UUID id = persist(this.desk.acme);
		assertThatExceptionOfType(TenantNotBoundException.class)
			.isThrownBy(() -> this.desk.factory.unwrap(SessionFactory.class)
				.inSession((session) -> session.find(Patient.class, id)));
	}

	@Test
	void sessionOfAnotherTenantSealsNothing() {
		this.desk.as(this.desk.acme, () -> {
			try (Session session = this.desk.factory.unwrap(SessionFactory.class).openSession()) {
				session.beginTransaction();
				session.persist(new Patient("Ann", "pneumonia"));
				this.desk.as(this.desk.globex,
						() -> assertThatExceptionOfType(TenantSwitchedException.class).isThrownBy(session::flush));
				session.getTransaction().rollback();
			}
		});
		assertThat(this.desk.ownerReads("select count(*) from patient", Integer.class)).isZero();
	}

	@Test
	void readOfASubtreeOpensNothing() {
		persist(this.desk.acmeEmea);
		this.desk.factory.getCache().evictAll();
		Patients patients = this.desk.repository(Patients.class);
		this.desk.as(this.desk.acme, () -> {
			assertThatExceptionOfType(EncryptedSubtreeException.class).isThrownBy(patients::findAllBelow)
				.withMessageContaining("patient.");
			assertThat(patients.namesBelow()).containsExactly("Ann");
		});
	}

	@Test
	void logsOfHibernateHoldNoValues() {
		Logger logger = (Logger) LoggerFactory.getLogger("org.hibernate");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		logger.setLevel(Level.TRACE);
		try {
			UUID id = persist(this.desk.acme);
			this.desk.run(this.desk.acme, () -> find(id).diagnose("influenza"));
			assertThat(illness(id)).isEqualTo("influenza");
		}
		finally {
			logger.setLevel(null);
			logger.detachAppender(lines);
		}
		assertThat(lines.list).isNotEmpty()
			.extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((line) -> line.contains("update patient"))
			.noneMatch((line) -> line.contains("pneumonia") || line.contains("influenza") || line.contains(IBAN));
	}

	@Test
	void listenerNotesChangesButNoValues() {
		UUID id = persist(this.desk.acme);
		this.desk.run(this.desk.acme, () -> find(id).diagnose("influenza"));
		assertNotedWithoutValues();
	}

	@Test
	void triggerNotesChangesButNoValues() {
		this.desk.close();
		this.desk = FrontDesk.captured();
		UUID id = persist(this.desk.acme);
		this.desk.run(this.desk.acme, () -> find(id).diagnose("influenza"));
		assertNotedWithoutValues();
	}

	@Test
	void tenantInADatabaseOfItsOwnReadsItsValues() {
		this.desk.moveToDatabase(this.desk.acmeEmea);
		UUID id = persist(this.desk.acmeEmea);
		assertThat(illness(id, this.desk.acmeEmea)).isEqualTo("pneumonia");
	}

	private void assertNotedWithoutValues() {
		List<AuditEntry> entries = this.desk.audit.query(AuditQuery.of(this.desk.acme.id()).page(null, 100))
			.stream()
			.filter((entry) -> entry.resourceType().equals("patient"))
			.toList();
		assertThat(entries).extracting(AuditEntry::action).containsExactly("patient.updated", "patient.created");
		assertThat(entries.get(0).afterState().toString()).contains("\"illness\":\"[redacted]\"",
				"\"illnessIndex\":\"[redacted]\"", "Ann");
		assertThat(entries.toString()).doesNotContain("pneumonia", "influenza", IBAN, "scan-of", "st1.");
	}

	private void assertDoesNotOpen(Tenant tenant, UUID id, String place) {
		assertThatExceptionOfType(CiphertextInvalidException.class).isThrownBy(() -> illness(id, tenant))
			.withMessageContaining(place)
			.withMessageNotContainingAny("pneumonia", "planted", "st1.");
	}

	private UUID persist(Tenant tenant) {
		return this.desk.in(tenant, () -> {
			Patient patient = new Patient("Ann", "pneumonia").with(SCAN, IBAN);
			this.desk.entities.persist(patient);
			return patient.getId();
		});
	}

	private Patient find(UUID id) {
		return this.desk.entities.find(Patient.class, id);
	}

	private String illness(UUID id) {
		return illness(id, this.desk.acme);
	}

	private String illness(UUID id, Tenant tenant) {
		uncached(() -> {
		});
		return this.desk.in(tenant, () -> find(id).getIllness());
	}

	private void uncached(Runnable work) {
		this.desk.factory.getCache().evictAll();
		work.run();
	}

	private String row() {
		return this.desk.ownerReads(
				"select string_agg(concat_ws(' ', illness, coalesce(remedy, 'null'), scan, iban), ' ') from patient",
				String.class);
	}

	private String column(String name) {
		return this.desk.ownerReads("select to_jsonb(patient) ->> '%s' from patient".formatted(name), String.class);
	}

	@TenantScoped
	interface Patients extends JpaRepository<Patient, UUID> {

		@TenantScoped(scope = TenantScope.SUBTREE)
		@Query("from Patient p")
		List<Patient> findAllBelow();

		@TenantScoped(scope = TenantScope.SUBTREE)
		@Query("select p.name from Patient p")
		List<String> namesBelow();

	}

}
