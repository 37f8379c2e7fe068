package io.stratum.autoconfigure.isolation;

import io.stratum.isolation.doctor.Doctor;
import io.stratum.isolation.doctor.DoctorReport;
import io.stratum.isolation.doctor.DoctorStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Asks the doctor once, and says in one line what holds.
 */
final class DoctorAtStart implements SmartInitializingSingleton {

	private static final Logger log = LoggerFactory.getLogger("io.stratum.Stratum");

	private final ObjectProvider<Doctor> doctor;

	DoctorAtStart(ObjectProvider<Doctor> doctor) {
		this.doctor = doctor;
	}

	@Override
	public void afterSingletonsInstantiated() {
		DoctorReport report = this.doctor.getObject().requireSafe();
		log.info("Tenants are kept apart by row-level security; the doctor made {} checks: {}",
				report.questions().size(), report.status());
		report.findings()
			.stream()
			.filter((finding) -> finding.status() != DoctorStatus.PASS)
			.forEach((finding) -> log.warn("{} {}", finding, finding.remedy()));
	}

}
