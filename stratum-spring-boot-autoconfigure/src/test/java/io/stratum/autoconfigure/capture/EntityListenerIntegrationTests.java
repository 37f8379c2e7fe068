package io.stratum.autoconfigure.capture;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.audit.AuditCapture;
import io.stratum.audit.AuditEntry;
import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.isolation.doctor.DoctorStatus;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What sessions note of letters, for tenants of every strategy.
 */
class EntityListenerIntegrationTests {

	private static final Map<IsolationStrategy, Tenant> ACME = new EnumMap<>(IsolationStrategy.class);

	private static PostOffice office;

	@BeforeAll
	static void open() {
		office = new PostOffice(AuditCapture.LISTENER);
		for (IsolationStrategy strategy : IsolationStrategy.values()) {
			ACME.put(strategy, office.open("acme", strategy));
		}
	}

	@AfterAll
	static void close() {
		office.close();
	}

	@ParameterizedTest
	@EnumSource
	void writesAreNotedAsFarAsASessionSeesThem(IsolationStrategy strategy) {
		Tenant acme = ACME.get(strategy);
		UUID id = office.as(acme, () -> office.letters().save(new Letter("one")).getId());
		office.as(acme, () -> office.letters().save(new Letter("two")));
		office.in(acme, () -> {
			Letter letter = office.letters().findById(id).orElseThrow();
			letter.setSubject("entity");
			return letter;
		});
		assertThat(office.entries(acme)).extracting(AuditEntry::action)
			.containsExactly("letter.updated", "letter.created", "letter.created");
		assertThat(office.entries(acme).get(0).beforeState().path("subject").asString()).isEqualTo("one");
		assertThat(office.entries(acme).get(0).toString()).doesNotContain("wax", "opens", "reads");
		office.as(acme, () -> office.letters().readdress("modifying"));
		office.in(acme,
				() -> office.application.getBean(EntityManager.class)
					.createQuery("update Letter l set l.subject = 'bulk'")
					.executeUpdate());
		assertThat(office.entries(acme)).hasSize(5)
			.extracting(AuditEntry::action)
			.startsWith("letter.bulk_update", "letter.bulk_update");
		assertThat(office.entries(acme).get(0).metadata().toString()).contains("\"rows\":2");
		office.as(acme, () -> office.letters().overwrite("native"));
		office.as(acme,
				() -> office.application.getBean(JdbcClient.class).sql("update letter set subject = 'jdbc'").update());
		assertThat(office.entries(acme)).hasSize(5);
		assertThatIllegalStateException().isThrownBy(() -> office.in(acme, () -> {
			office.letters().saveAndFlush(new Letter("lost"));
			throw new IllegalStateException();
		}));
		assertThat(office.entries(acme)).hasSize(5);
	}

	@Test
	void doctorTellsWhatSessionsDoNotSee() {
		assertThat(office.application.getBean(Doctor.class).examine().findings())
			.filteredOn((finding) -> finding.status() != DoctorStatus.PASS)
			.filteredOn((finding) -> finding.id().equals("D30"))
			.extracting(DoctorFinding::object)
			.containsExactlyInAnyOrder(Letters.class.getName() + ".readdress", Letters.class.getName() + ".overwrite");
	}

}
