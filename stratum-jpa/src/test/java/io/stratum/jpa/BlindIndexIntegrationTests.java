package io.stratum.jpa;

import java.util.List;
import java.util.UUID;

import io.stratum.crypto.RotationLevel;
import io.stratum.jpa.desk.Patient;
import io.stratum.jpa.encrypted.BlindIndexes;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantNotBoundException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.JpaRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BlindIndexIntegrationTests {

	private FrontDesk desk;

	private Patients patients;

	private BlindIndexes indexes;

	@BeforeEach
	void open() {
		this.desk = new FrontDesk();
		this.patients = this.desk.repository(Patients.class);
		this.indexes = new BlindIndexes(this.desk.factory);
	}

	@AfterEach
	void close() {
		this.desk.close();
	}

	@Test
	void rowsAreFoundByTheDigestOfTheirValue() {
		persist(this.desk.acme, "pneumonia");
		persist(this.desk.acme, "pneumonia");
		persist(this.desk.acme, "influenza");
		assertThat(find(this.desk.acme, "pneumonia")).hasSize(2);
		assertThat(find(this.desk.acme, "influenza")).hasSize(1);
		assertThat(find(this.desk.acme, "Influenza")).isEmpty();
	}

	@Test
	void digestFollowsEachChange() {
		UUID id = persist(this.desk.acme, "pneumonia");
		change(id, "influenza");
		assertThat(find(this.desk.acme, "pneumonia")).isEmpty();
		assertThat(find(this.desk.acme, "influenza")).hasSize(1);
		this.desk.as(this.desk.acme,
				() -> this.desk.factory.unwrap(SessionFactory.class).inStatelessTransaction((session) -> {
					Patient patient = session.get(Patient.class, id);
					patient.diagnose("measles");
					session.update(patient);
				}));
		assertThat(find(this.desk.acme, "measles")).hasSize(1);
		change(id, null);
		assertThat(this.desk.ownerReads("select count(illness_index) from patient", Integer.class)).isZero();
	}

	@Test
	void digestIsOfOneTenantAndColumn() {
		assertThat(digest(this.desk.acme, "illness")).hasSize(43)
			.isEqualTo(digest(this.desk.acme, "illness"))
			.isNotEqualTo(digest(this.desk.globex, "illness"))
			.isNotEqualTo(digest(this.desk.acme, "remedy"));
	}

	@Test
	void digestOutlivesRotationsButNotTheKeysOfTheTenant() {
		persist(this.desk.acme, "pneumonia");
		String before = digest(this.desk.acme, "illness");
		for (int round = 0; round < 2; round++) {
			this.desk.rotations.run(this.desk.rotations.start(RotationLevel.DEK, this.desk.acme.id()).id());
			persist(this.desk.acme, "pneumonia");
		}
		assertThat(digest(this.desk.acme, "illness")).isEqualTo(before);
		assertThat(find(this.desk.acme, "pneumonia")).hasSize(3);
		this.desk.keys.destroy(this.desk.acme.id());
		assertThat(digest(this.desk.acme, "illness")).isNotEqualTo(before);
	}

	@Test
	void digestNeedsATenantAndAnEncryptedAttribute() {
		assertThatExceptionOfType(TenantNotBoundException.class)
			.isThrownBy(() -> this.indexes.of(Patient.class, "illness", "pneumonia"));
		this.desk.as(this.desk.acme,
				() -> assertThatIllegalArgumentException()
					.isThrownBy(() -> this.indexes.of(Patient.class, "name", "Ann"))
					.withMessageContaining("Patient.name"));
	}

	private String digest(Tenant tenant, String attribute) {
		return this.desk.in(tenant, () -> this.indexes.of(Patient.class, attribute, "pneumonia"));
	}

	private List<Patient> find(Tenant tenant, String illness) {
		return this.desk.in(tenant,
				() -> this.patients.findByIllnessIndex(this.indexes.of(Patient.class, "illness", illness)));
	}

	private UUID persist(Tenant tenant, String illness) {
		return this.desk.in(tenant, () -> this.patients.save(new Patient("Ann", illness)).getId());
	}

	private void change(UUID id, String illness) {
		this.desk.run(this.desk.acme, () -> this.patients.findById(id).orElseThrow().diagnose(illness));
	}

	interface Patients extends JpaRepository<Patient, UUID> {

		List<Patient> findByIllnessIndex(String illnessIndex);

	}

}
